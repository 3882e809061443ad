//! Addresses survive being written and read, whatever the names in them.

use console::browser::address;
use console::routes::{Address, LONGEST, can_be_gone_to};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_address_reads_as_itself() {
    for organization in ["northwind", "a b", "ü/ö", "..", "%2F", "sign-in", "tests"] {
        let organization = organization.to_owned();
        for address in [
            Address::Home,
            Address::SignIn,
            Address::Tests { organization: organization.clone() },
            Address::Test { organization, id: "6618791275130b73714e8d1c".to_owned() },
        ] {
            assert_eq!(Address::parse(&address.path()), address, "{}", address.path());
        }
    }
}

#[wasm_bindgen_test]
fn a_query_says_nothing_of_the_page() {
    let tests = Address::Tests { organization: "northwind".to_owned() };
    for behind in ["?q=a", "?service=1&sort=oldest", "?", "#main", "?q=a/b#c"] {
        assert_eq!(Address::parse(&(tests.path() + behind)), tests, "{behind}");
    }
}

#[wasm_bindgen_test]
fn other_paths_lead_nowhere() {
    let base = address::base();
    for path in ["northwind", "northwind/none", "northwind/tests/a/b", "a/b/c/d"] {
        assert_eq!(Address::parse(&format!("{base}{path}")), Address::Nowhere, "{path}");
    }
}

#[wasm_bindgen_test]
fn what_would_be_another_site_or_has_no_end_is_not_gone_to() {
    let nobodys = Address::Tests { organization: String::new() };
    assert!(nobodys.path().starts_with("//"), "the browser reads a host: {}", nobodys.path());
    assert!(!can_be_gone_to(&nobodys.path()));
    assert!(!can_be_gone_to(&"a".repeat(LONGEST)));
    let tests = Address::Tests { organization: "northwind".to_owned() };
    assert!(can_be_gone_to(&tests.path()));
}

#[wasm_bindgen_test]
fn broken_encodings_are_survived() {
    let broken = format!("{}%E0%A4%A/tests", address::base());
    assert_eq!(Address::parse(&broken).organization(), Some("%E0%A4%A"));
}
