//! The runtime configuration, `config.json`: what a host may set, and what is wrong with it.

use std::collections::BTreeMap;

use serde::Deserialize;

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Proxy {
    /// Where to sign in; opened in a new tab.
    pub sign_in: String,
    /// Where to sign out, if there is such a page.
    #[serde(default)]
    pub sign_out: Option<String>,
}

/// Credentials for sample data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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
    #[error("\"regions\": {0:?} is neither an http(s) address nor a path that starts with \"/\"")]
    BadRegion(String),
    /// A proxy's page is neither http(s) nor a path of this site.
    #[error("\"proxy\": {0:?} is neither an http(s) address nor a path that starts with \"/\"")]
    BadProxy(String),
    /// It offers no way to sign in.
    #[error("\"sign_in\" must offer at least one of \"token\", \"api_key\", \"proxy\", \"demo\"")]
    NoWay,
    /// It sets a header that it may not.
    #[error("\"headers\": only \"x-mongo-cluster-name\" and \"X-ORG-ID\" can be set, not {0:?}")]
    BadHeader(String),
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    regions: Vec<FileRegion>,
    #[serde(default)]
    organization: Option<String>,
    #[serde(default)]
    sign_in: FileWays,
    #[serde(default)]
    user_id: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct FileRegion {
    name: String,
    api: String,
}

#[derive(Default, Deserialize)]
struct FileWays {
    #[serde(default)]
    token: bool,
    #[serde(default)]
    api_key: bool,
    #[serde(default)]
    proxy: Option<Proxy>,
    #[serde(default)]
    demo: Option<Demo>,
}

impl Config {
    /// Reads and checks a `config.json`.
    ///
    /// # Errors
    /// What is wrong with it; the first thing only.
    pub fn parse(text: &str) -> Result<Self, ConfigProblem> {
        let file: File =
            serde_json::from_str(text).map_err(|error| ConfigProblem::Shape(error.to_string()))?;
        let regions: Vec<Region> = file.regions.into_iter().map(region).collect::<Result<_, _>>()?;
        if regions.is_empty() {
            return Err(ConfigProblem::NoRegion);
        }
        Ok(Self {
            regions,
            organization: file.organization.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
            sign_in: ways(file.sign_in)?,
            user_id: file.user_id.filter(|id| !id.trim().is_empty()),
            headers: file.headers.into_iter().map(header).collect::<Result<_, _>>()?,
        })
    }
}

fn region(file: FileRegion) -> Result<Region, ConfigProblem> {
    let api = file.api.trim().trim_end_matches('/');
    let usable = api.is_empty() || is_own_or_http(api);
    let name = if file.name.trim().is_empty() { api.to_owned() } else { file.name };
    if usable { Ok(Region { name, api: api.to_owned() }) } else { Err(ConfigProblem::BadRegion(file.api)) }
}

fn ways(file: FileWays) -> Result<Ways, ConfigProblem> {
    if let Some(proxy) = &file.proxy {
        let pages = [Some(&proxy.sign_in), proxy.sign_out.as_ref()];
        if let Some(bad) = pages.into_iter().flatten().find(|page| !is_own_or_http(page)) {
            return Err(ConfigProblem::BadProxy(bad.clone()));
        }
    }
    let none = !file.token && !file.api_key && file.proxy.is_none() && file.demo.is_none();
    let ways = Ways { token: file.token, api_key: file.api_key, proxy: file.proxy, demo: file.demo };
    if none { Err(ConfigProblem::NoWay) } else { Ok(ways) }
}

fn header((name, value): (String, String)) -> Result<(String, String), ConfigProblem> {
    let known = HEADERS.iter().find(|known| known.eq_ignore_ascii_case(&name));
    let sendable = !value.is_empty() && value.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    match known {
        Some(known) if sendable => Ok(((*known).to_owned(), value)),
        _ => Err(ConfigProblem::BadHeader(name)),
    }
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
            (
                format!(r#"{{{region},"sign_in":{{"token":true}},"headers":{{"Cookie":"a"}}}}"#),
                ConfigProblem::BadHeader("Cookie".to_owned()),
            ),
        ] {
            assert_eq!(Config::parse(&text), Err(problem), "{text}");
        }
        for text in ["", "<!doctype html>", "3", r#"{"regions":3}"#] {
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
