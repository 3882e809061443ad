//! The organization: needs no credentials, tells administrators more.

use serde_json::{Value, json};

use crate::http::{Call, Refusal, Reply};
use crate::store::Kind;
use crate::world::World;

pub(super) fn get(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let Some(stored) = world.store().get(Kind::Organization, &call.organization)? else {
        return Err(Refusal::not_found("The specified organization does not exist."));
    };
    let may_see_details = call.may("Organization:GetOrganizationDetails");
    let detail = |field: &str| stored.get(field).filter(|_| may_see_details).unwrap_or(&Value::Null);
    Ok(Reply::ok(&json!({
        "org_id": stored.get("org_id"),
        "org_name": stored.get("org_name"),
        "default_user_preferences": detail("default_user_preferences"),
        "tenant_id": detail("tenant_id"),
    })))
}
