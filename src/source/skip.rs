//! Which names are no input: hidden files and what operating systems leave in folders and archives.

use std::ffi::OsStr;

const FILES: &[&str] = &["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];
const FOLDERS: &[&str] = &["__macosx", "$recycle.bin", "system volume information"];

/// Returns whether a file is skipped. Lock files are hidden too, but they tell who holds a report.
pub(super) fn file(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    if is_lock(&name) {
        return false;
    }
    let temporary = name.starts_with('~') && name.split('.').next_back() == Some("tmp");
    name.starts_with('.') || temporary || FILES.contains(&name.as_str())
}

/// Returns whether a folder is skipped with all it holds.
pub(super) fn folder(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.starts_with('.') || FOLDERS.contains(&name.as_str())
}

/// Returns whether a member of an archive is skipped, by any part of its path.
pub(super) fn member(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden = |part: &str| !part.is_empty() && folder(OsStr::new(part));
    folders.split('/').any(hidden) || file(OsStr::new(name))
}

pub(super) fn is_lock(name: &str) -> bool {
    name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with('#'))
}
