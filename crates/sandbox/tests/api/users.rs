//! Users: filters, pages, order.

use sandbox::{EDITOR, OWNER};
use serde_json::{Value, json};

use crate::support::{Client, field};

#[test]
fn users_are_told_in_full() {
    let client = Client::demo();
    let users = client.ok(&format!("user/?user_id={OWNER}"));
    assert_eq!(users["has_more"], false);
    let owner = &users["users"][0];
    assert_eq!(owner["first_name"], "Mara");
    assert_eq!(owner["email"], format!("{OWNER}@northwind.example"));
    assert_eq!(owner["role"], "DefaultOwnerRole");
    assert!(owner["user_stats"]["num_messages"].is_number());
    assert_eq!(owner["preferences"]["timezone"], Value::Null);
    assert_eq!(owner["enable_actions_access"], false);
    assert_eq!(owner["sensitive_variables"], json!([]));
    assert_eq!(users.get("filter_values"), None);
}

#[test]
fn filters_pages_and_order() {
    let client = Client::demo();
    assert_eq!(client.all("user/?limit=2", "users").len(), 9);
    let two = client.all(&format!("user/?user_id={OWNER}&user_id={EDITOR}&user_id=nobody"), "users");
    assert_eq!(two.len(), 2);
    let by_email = client.ok(&format!("user/?email={EDITOR}@northwind.example"));
    assert_eq!(field(&by_email["users"], "user_id"), [EDITOR]);
    let sorted = client.ok("user/?sort_by=-last_name");
    let names = field(&sorted["users"], "last_name");
    assert!(names.windows(2).all(|pair| pair[0].as_str() >= pair[1].as_str()), "{names:?}");
    for field in ["first_name", "email", "user_stats.num_messages", "user_stats.last_message_time"] {
        client.ok(&format!("user/?sort_by=%2B{field}"));
    }
}

#[test]
fn malformed_parameters_are_told_all_at_once() {
    let client = Client::demo();
    let answer =
        client.get("user/?user_id=a&user_id=a&email=nobody&limit=101&sort_by=%2Brole&continuation_token=x");
    let places = answer.places();
    let expected = [
        r#"["query","user_id"]"#,
        r#"["query","email",0]"#,
        r#"["query","limit"]"#,
        r#"["query","continuation_token"]"#,
        r#"["query","sort_by",0]"#,
    ];
    assert_eq!(places, expected);
}
