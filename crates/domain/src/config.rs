//! The runtime configuration, `config.json`: what a host may set, and what is wrong with it.

use contract::json::{self, FromJson, Value};

use crate::header;

/// `config.json`, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The API's addresses to choose from; at least one.
    pub regions: Vec<Region>,
    /// The organization, where the host serves only one.
    pub organization: Option<String>,
    /// The ways to sign in; at least one.
    pub sign_in: Ways,
    /// The person's user id, where the host knows it.
    pub user_id: Option<String>,
    /// Headers for every API call, limited to [`HEADERS`].
    pub headers: Vec<(String, String)>,
}

/// One address of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// What people call it.
    pub name: String,
    /// `https://…` without a trailing slash, or a path of this site, or empty for this site's root.
    pub api: String,
}

/// The ways to sign in that are offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Pasting an access token.
    pub token: bool,
    /// An API key. A key can act as any weaker user and belongs on a server: off by default.
    pub api_key: bool,
    /// A same-origin reverse proxy adds the credentials; nothing else is offered then.
    pub proxy: Option<Proxy>,
    /// Sample data, with credentials that everybody may know.
    pub demo: Option<Demo>,
}

/// A proxy's own pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxy {
    /// Where to sign in; opened in a new tab.
    pub sign_in: String,
    /// Where to sign out, if there is such a page.
    pub sign_out: Option<String>,
}

/// Credentials for sample data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demo {
    /// The organization that holds them.
    pub organization: String,
    /// An access token.
    pub token: String,
}

/// The headers that a host may set: the two optional ones of the API.
pub const HEADERS: [&str; 2] = ["x-mongo-cluster-name", "x-org-id"];

/// What is wrong with a `config.json`. Its text is for the engineer who wrote the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigProblem {
    /// It is not JSON, or not of the documented shape.
    #[error("{0}")]
    Shape(String),
    /// It names no region.
    #[error("\"regions\" must name at least one region with \"name\" and \"api\"")]
    NoRegion,
    /// A region's address is neither http(s) nor a path of this site.
    #[error("\"regions\": “{0}” is neither an http(s) address nor a path that starts with \"/\"")]
    BadRegion(String),
    /// A proxy's page is neither http(s) nor a path of this site.
    #[error("\"proxy\": “{0}” is neither an http(s) address nor a path that starts with \"/\"")]
    BadProxy(String),
    /// It offers no way to sign in.
    #[error("\"sign_in\" must offer at least one of \"token\", \"api_key\", \"proxy\", \"demo\"")]
    NoWay,
    /// A setting that is no text, or lacks.
    #[error("\"{0}\" must be a text")]
    NoText(&'static str),
    /// A setting that is neither true nor false.
    #[error("\"{0}\" must be true or false")]
    NoFlag(&'static str),
    /// The token of the sample data holds what no token has.
    #[error("\"demo\": \"token\" holds characters that cannot be in a token")]
    NoToken,
    /// The organization of the sample data cannot stand in an address.
    #[error("\"demo\": \"organization\" cannot be “{0}”")]
    NoOrganization(String),
    /// It sets a header that it may not.
    #[error(
        "\"headers\": only \"x-mongo-cluster-name\" and \"X-ORG-ID\" can be set, not “{0}”, and not to nothing"
    )]
    BadHeader(String),
}

impl Config {
    /// Reads and checks a `config.json`.
    ///
    /// # Errors
    /// What is wrong with it; the first thing only.
    pub fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let file = json::parse(text).map_err(|error| ConfigProblem::Shape(error.to_string()))?;
        let regions: Vec<Region> = regions(&file)?;
        if regions.is_empty() {
            return Err(ConfigProblem::NoRegion);
        }
        Ok(Self {
            regions,
            organization: text_of(&file, "organization")?,
            sign_in: ways(file.get("sign_in").unwrap_or(&Value::Null))?,
            user_id: text_of(&file, "user_id")?,
            headers: headers(&file)?,
        })
    }
}

/// A text that may be missing or null, but not of another type: a setting that is overlooked in
/// silence is worse than one that is refused.
fn text_of(file: &Value, name: &'static str) -> Result<Option<String>, ConfigProblem> {
    match file.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Some(_) => Err(ConfigProblem::NoText(name)),
    }
}

fn flag_of(file: &Value, name: &'static str) -> Result<bool, ConfigProblem> {
    match file.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(ConfigProblem::NoFlag(name)),
    }
}

fn regions(file: &Value) -> Result<Vec<Region>, ConfigProblem> {
    match file.get("regions") {
        Some(Value::Array(regions)) => regions.iter().map(region).collect(),
        _ => Err(ConfigProblem::NoRegion),
    }
}

fn region(file: &Value) -> Result<Region, ConfigProblem> {
    let api: String = json::required(file, "api").ok_or(ConfigProblem::NoRegion)?;
    let usable = api.trim().trim_end_matches('/').to_owned();
    let name = text_of(file, "name")?.unwrap_or_else(|| usable.clone());
    if usable.is_empty() || is_own_or_http(&usable) && is_plain(&usable) {
        Ok(Region { name, api: usable })
    } else {
        Err(ConfigProblem::BadRegion(api))
    }
}

fn ways(file: &Value) -> Result<Ways, ConfigProblem> {
    let proxy = match file.get("proxy").filter(|proxy| !proxy.is_null()) {
        Some(proxy) => Some(proxy_pages(proxy)?),
        None => None,
    };
    let ways = Ways {
        token: flag_of(file, "token")?,
        api_key: flag_of(file, "api_key")?,
        proxy,
        demo: file.get("demo").filter(|demo| !demo.is_null()).map(demo).transpose()?,
    };
    let none = !ways.token && !ways.api_key && ways.proxy.is_none() && ways.demo.is_none();
    if none { Err(ConfigProblem::NoWay) } else { Ok(ways) }
}

fn proxy_pages(file: &Value) -> Result<Proxy, ConfigProblem> {
    let sign_in = text_of(file, "sign_in")?.ok_or(ConfigProblem::NoText("sign_in"))?;
    let sign_out = text_of(file, "sign_out")?;
    if let Some(bad) =
        [Some(&sign_in), sign_out.as_ref()].into_iter().flatten().find(|page| !is_own_or_http(page))
    {
        return Err(ConfigProblem::BadProxy(bad.clone()));
    }
    Ok(Proxy { sign_in, sign_out })
}

fn demo(file: &Value) -> Result<Demo, ConfigProblem> {
    let required = |name| text_of(file, name)?.ok_or(ConfigProblem::NoText(name));
    let token = header::clean_token(&required("token")?).map_err(|_| ConfigProblem::NoToken)?;
    let organization = required("organization")?;
    if !header::is_path_segment(&organization) {
        return Err(ConfigProblem::NoOrganization(organization));
    }
    Ok(Demo { organization, token })
}

fn headers(file: &Value) -> Result<Vec<(String, String)>, ConfigProblem> {
    let Some(Value::Object(headers)) = file.get("headers") else { return Ok(Vec::new()) };
    headers.iter().map(|(name, value)| header(name, String::from_json(value).unwrap_or_default())).collect()
}

fn header(name: &str, value: String) -> Result<(String, String), ConfigProblem> {
    let known = HEADERS.iter().find(|known| known.eq_ignore_ascii_case(name));
    match (known, header::clean(&value)) {
        (Some(known), Ok(value)) => Ok(((*known).to_owned(), value)),
        _ => Err(ConfigProblem::BadHeader(name.to_owned())),
    }
}

/// Whether a path can be put behind an address of the API: it has no query, no fragment, and no credentials, with
/// which browsers refuse to send anything.
fn is_plain(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    header::is_address(address) && !address.contains(['?', '#']) && !host.contains('@')
}

/// Whether an address is http(s), or a path of this site: never `javascript:` or another host in
/// disguise (`//host`).
fn is_own_or_http(address: &str) -> bool {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    let http = ["https://", "http://"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && address.len() > scheme.len()
    });
    own || http
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_full_file_is_read() {
        let text = r#"{
            "regions": [{"name": "Europe", "api": "https://api-eu-central-1.amigo.ai/"}, {"name": "Here", "api": ""}],
            "organization": " northwind ",
            "sign_in": {"token": true, "proxy": {"sign_in": "/oauth2/start"}, "demo": {"organization": "d", "token": "t"}},
            "user_id": "u-1",
            "headers": {"X-ORG-ID": "parent"},
            "$comment": "kept for people"
        }"#;
        let config = Config::parse(text).unwrap();
        assert_eq!(config.regions[0].api, "https://api-eu-central-1.amigo.ai");
        assert_eq!(config.regions[1].api, "");
        assert_eq!(config.organization.as_deref(), Some("northwind"));
        assert!(config.sign_in.token && !config.sign_in.api_key);
        assert_eq!(config.headers, [("x-org-id".to_owned(), "parent".to_owned())]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let region = r#""regions":[{"name":"A","api":"/"}]"#;
        for (text, problem) in [
            (r#"{"sign_in":{"token":true}}"#.to_owned(), ConfigProblem::NoRegion),
            (format!("{{{region}}}"), ConfigProblem::NoWay),
            (
                r#"{"regions":[{"name":"A","api":"javascript:alert(1)"}],"sign_in":{"token":true}}"#
                    .to_owned(),
                ConfigProblem::BadRegion("javascript:alert(1)".to_owned()),
            ),
            (
                format!(r#"{{{region},"sign_in":{{"proxy":{{"sign_in":"//evil.example"}}}}}}"#),
                ConfigProblem::BadProxy("//evil.example".to_owned()),
            ),
            ("[]".to_owned(), ConfigProblem::NoRegion),
            (format!(r#"{{{region},"sign_in":{{"token":"yes"}}}}"#), ConfigProblem::NoFlag("token")),
            (
                format!(r#"{{{region},"sign_in":{{"demo":{{"organization":"a"}}}}}}"#),
                ConfigProblem::NoText("token"),
            ),
            (
                format!(r#"{{{region},"sign_in":{{"token":true}},"headers":{{"Cookie":"a"}}}}"#),
                ConfigProblem::BadHeader("Cookie".to_owned()),
            ),
        ] {
            assert_eq!(Config::parse(&text), Err(problem), "{text}");
        }
        for api in
            ["https://api.example/?a=b", "https://a:b@api.example", "https://api example", "/ü", "/a#b"]
        {
            let text = format!(r#"{{"regions":[{{"name":"A","api":"{api}"}}],"sign_in":{{"token":true}}}}"#);
            assert_eq!(Config::parse(&text), Err(ConfigProblem::BadRegion(api.to_owned())), "{api}");
        }
        for (value, sent) in
            [("Łódź", None), ("a\\u200bb", Some("ab")), ("\\u200b", None), (" parent ", Some("parent"))]
        {
            let text =
                format!(r#"{{{region},"sign_in":{{"token":true}},"headers":{{"X-ORG-ID":"{value}"}}}}"#);
            let headers = Config::parse(&text).map(|config| config.headers);
            let expected = sent.map(|sent| vec![("x-org-id".to_owned(), sent.to_owned())]);
            assert_eq!(headers, expected.ok_or(ConfigProblem::BadHeader("X-ORG-ID".to_owned())), "{value}");
        }
        let demo = format!(r#"{{{region},"sign_in":{{"demo":{{"organization":"a","token":"schlüssel"}}}}}}"#);
        assert_eq!(Config::parse(&demo), Err(ConfigProblem::NoToken));
        for organization in [".", ".."] {
            let demo = format!(
                r#"{{{region},"sign_in":{{"demo":{{"organization":"{organization}","token":"t"}}}}}}"#
            );
            let problem = ConfigProblem::NoOrganization(organization.to_owned());
            assert_eq!(Config::parse(&demo), Err(problem), "a browser takes it for a step in the path");
        }
        for text in ["", "<!doctype html>", "{"] {
            assert!(matches!(Config::parse(text), Err(ConfigProblem::Shape(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_file_can_break_it(text in ".{0,200}") {
            let _ = Config::parse(&text);
        }
    }
}
