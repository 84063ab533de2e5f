//! Finds the input files and reads their bytes: the door to the input folders, which it never writes to.
