//! Folders as they are found in an office.

use super::*;
use crate::ingest::container::Limits;
use crate::ingest::container::zip_for_tests as zip_of;

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn names(list: &[Source]) -> Vec<&str> {
    list.iter().map(|source| &*source.name).collect()
}

#[test]
fn a_folder_is_listed_in_order_without_what_is_no_input() {
    let root = tempfile::tempdir().unwrap();
    for name in [
        "b.xlsx",
        "a/Z.xlsx",
        "a/e\u{301}.csv",
        "~$b.xlsx",
        ".~lock.b.ods#",
        ".gitkeep",
        "Thumbs.db",
        "desktop.ini",
        "~x.tmp",
        ".git/x",
        "__MACOSX/b.xlsx",
    ] {
        write(root.path(), name, b"x");
    }
    let found = survey(
        &[root.path().to_owned(), root.path().to_owned()],
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(
        names(&found.sources),
        [".~lock.b.ods#", "a/Z.xlsx", "a/é.csv", "b.xlsx", "~$b.xlsx"]
    );
    assert_eq!(found.skipped.len(), 6);
    assert!(discover(&[root.path().join("none")], &Limits::default()).is_err());
}

#[test]
fn a_zip_stands_for_its_members_nested_once() {
    let root = tempfile::tempdir().unwrap();
    let inner = zip_of(&[("c.csv", b"satu;dua")]);
    let deep = zip_of(&[("d.zip", &inner)]);
    let outer = zip_of(&[
        ("dinas/b.csv", b"isi"),
        ("e.zip", &deep),
        ("f.zip", &inner),
        ("__MACOSX/._b.csv", b"x"),
    ]);
    write(root.path(), "a.zip", &outer);
    write(root.path(), "g.zip", &zip_of(&[("../h.csv", b"x")]));
    let found = discover(&[root.path().to_owned()], &Limits::default()).unwrap();
    assert_eq!(
        names(&found),
        [
            "a.zip/dinas/b.csv",
            "a.zip/e.zip/d.zip",
            "a.zip/f.zip/c.csv",
            "g.zip"
        ]
    );
    let bytes = |index: usize| found[index].read(&Limits::default()).value.unwrap();
    assert_eq!(
        (bytes(0), bytes(2)),
        (b"isi".to_vec(), b"satu;dua".to_vec())
    );
}

#[test]
fn what_cannot_be_read_is_a_finding() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a.xlsx", b"xx");
    let found = discover(&[root.path().join("a.xlsx")], &Limits::default()).unwrap();
    let code = |limits: &Limits| found[0].read(limits).diagnostics.first().map(|d| d.code.id);
    assert_eq!(code(&Limits::default()), None);
    assert_eq!(
        code(&Limits {
            file_bytes: 1,
            ..Limits::default()
        }),
        Some("F004")
    );
    std::fs::remove_file(root.path().join("a.xlsx")).unwrap();
    assert_eq!(code(&Limits::default()), Some("F020"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_whose_size_is_not_settled_is_still_being_copied() {
    // Files of /proc state a size of nothing and hold something.
    let found = discover(&["/proc/self/status".into()], &Limits::default()).unwrap();
    let code = found[0]
        .read(&Limits::default())
        .diagnostics
        .first()
        .map(|d| d.code.id);
    assert_eq!(code, Some("F024"));
}
