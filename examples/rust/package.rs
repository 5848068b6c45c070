use std::{env, fs};

fn is_there(name: &str) -> bool {
    let package = env::var("TASKOTRON_ITEM").unwrap_or_default();
    fs::metadata(format!("{package}/{name}")).map_or(false, |found| found.len() > 0)
}

#[test]
fn readme() {
    assert!(is_there("README.md"));
}

#[test]
fn licence() {
    assert!(is_there("LICENSE"));
}
