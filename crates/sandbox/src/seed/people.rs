//! The organization, its users and its API key.

use serde_json::json;

use super::plot::Plot;
use crate::hash::hash;
use crate::names::{
    ADMINISTRATOR, API_KEY, API_KEY_ID, EDITOR, ORGANIZATION, ORGANIZATION_NAME, OUTSIDER, OWNER,
    PARTIAL_VIEWER, VIEWER,
};
use crate::store::Kind;

/// User id, first name, last name, role.
const USERS: [(&str, &str, &str, &str); 9] = [
    (OWNER, "Mara", "Lindqvist", "DefaultOwnerRole"),
    (ADMINISTRATOR, "Tomas", "Okafor", "DefaultAdministratorRole"),
    (EDITOR, "Priya", "Raman", "SimulationEditorRole"),
    (VIEWER, "Jonas", "Weber", "SimulationViewerRole"),
    (PARTIAL_VIEWER, "Elena", "Petrova", "SimulationPartialViewerRole"),
    (OUTSIDER, "Sam", "Whitfield", "DefaultUserRole"),
    ("ines-carvalho", "Inês", "Carvalho", "SimulationEditorRole"),
    ("dara-mensah", "Dara", "Mensah", "SimulationEditorRole"),
    ("koharu-hayashi", "小春", "林", "SimulationEditorRole"),
];

pub(super) fn sow(plot: &mut Plot) {
    plot.add(
        Kind::Organization,
        json!({
            "org_id": ORGANIZATION,
            "org_name": ORGANIZATION_NAME,
            "default_user_preferences": {
                "enable_response_recommendation": false,
                "preferred_language": "eng",
                "conversations_visible_to_admins": true,
                "user_model_visible_to_admins": true,
                "timezone": "America/New_York",
                "audio_keyterms": ["Northwind"],
            },
            "tenant_id": "tenant-northwind",
        }),
    );
    plot.add(Kind::ApiKey, json!({"id": API_KEY_ID, "key": API_KEY, "role": "DefaultOwnerRole"}));
    for (user_id, first_name, last_name, role) in USERS {
        let chance = hash(user_id);
        let last_seen = plot.ago(chance % 9000);
        plot.add(
            Kind::User,
            json!({
                "org_id": ORGANIZATION,
                "user_id": user_id,
                "first_name": first_name,
                "last_name": last_name,
                "email": format!("{user_id}@northwind.example"),
                "user_stats": {
                    "num_conversations": chance % 40,
                    "num_messages": chance % 40 * 11,
                    "last_message_time": if chance.is_multiple_of(40) { json!(null) } else { json!(last_seen) },
                },
                "role": role,
                "preferences": {
                    "enable_response_recommendation": false,
                    "preferred_language": "eng",
                    "conversations_visible_to_admins": true,
                    "user_model_visible_to_admins": true,
                    "timezone": null,
                    "audio_keyterms": [],
                },
                "nonsensitive_variables": {"department": "quality"},
                "sensitive_variables": [],
                "enable_actions_access": false,
            }),
        );
    }
}
