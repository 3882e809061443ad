//! Addresses: the only place that makes or reads one, and the table of pages.

use contract::{TestSetId, TestSetRunId, UnitTestId};
use domain::kind::Kind;
use domain::listing::{Facet, Listing, View};
use js_sys::{decode_uri_component, encode_uri_component};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, WildcardSegment};

use crate::browser::address;
use crate::pages;
use crate::reactive::{Memo, live, memo};

/// A page's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The root: leads to the catalogue or to sign-in.
    Home,
    /// Sign-in.
    SignIn,
    /// The catalogue of an organization's unit tests.
    Tests {
        /// The organization.
        organization: String,
    },
    /// A unit test.
    Test {
        /// The organization.
        organization: String,
        /// The test's id as it stands in the address; maybe not one.
        id: String,
    },
    /// The form of a new unit test; `?from=` names one to duplicate.
    NewTest {
        /// The organization.
        organization: String,
    },
    /// The form in which a unit test is changed.
    EditTest {
        /// The organization.
        organization: String,
        /// The test's id as it stands in the address; maybe not one.
        id: String,
    },
    /// The list of an organization's test sets.
    Sets {
        /// The organization.
        organization: String,
    },
    /// A test set.
    Set {
        /// The organization.
        organization: String,
        /// The set's id as it stands in the address; maybe not one.
        id: String,
    },
    /// The form of a new test set; `?from=` names one to duplicate.
    NewSet {
        /// The organization.
        organization: String,
    },
    /// The form in which a test set is changed.
    EditSet {
        /// The organization.
        organization: String,
        /// The set's id as it stands in the address; maybe not one.
        id: String,
    },
    /// The list of an organization's runs.
    Runs {
        /// The organization.
        organization: String,
    },
    /// A run.
    Run {
        /// The organization.
        organization: String,
        /// The run's id as it stands in the address; maybe not one.
        id: String,
    },
    /// Nothing.
    Nowhere,
}

/// An area of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Unit tests.
    Tests,
    /// Test sets.
    Sets,
    /// Runs.
    Runs,
}

/// The key that names what is duplicated.
pub const FROM: &str = "from";

/// Browsers take no addresses in their history that are longer than two million characters.
pub const LONGEST: usize = 1_000_000;

/// Last parts of paths. No id is written like these.
const NEW: &str = "new";
/// See above.
const EDIT: &str = "edit";

impl Address {
    /// The address of a test.
    #[must_use]
    pub fn test(organization: &str, id: &UnitTestId) -> Self {
        Self::Test { organization: organization.to_owned(), id: id.as_str().to_owned() }
    }

    /// The address of a test set.
    #[must_use]
    pub fn set(organization: &str, id: &TestSetId) -> Self {
        Self::Set { organization: organization.to_owned(), id: id.as_str().to_owned() }
    }

    /// The address of a run.
    #[must_use]
    pub fn run(organization: &str, id: &TestSetRunId) -> Self {
        Self::Run { organization: organization.to_owned(), id: id.as_str().to_owned() }
    }

    /// The address of a thing of a kind that has pages: a test set, or else a unit test.
    #[must_use]
    pub fn of(kind: Kind, organization: &str, id: &str) -> Self {
        let (organization, id) = (organization.to_owned(), id.to_owned());
        if kind == Kind::TestSet { Self::Set { organization, id } } else { Self::Test { organization, id } }
    }

    /// The list of such things.
    #[must_use]
    pub fn list(kind: Kind, organization: &str) -> Self {
        let organization = organization.to_owned();
        if kind == Kind::TestSet { Self::Sets { organization } } else { Self::Tests { organization } }
    }

    /// The form of a new one.
    #[must_use]
    pub fn new_one(kind: Kind, organization: &str) -> Self {
        let organization = organization.to_owned();
        if kind == Kind::TestSet { Self::NewSet { organization } } else { Self::NewTest { organization } }
    }

    /// The form in which one is changed.
    #[must_use]
    pub fn edit(kind: Kind, organization: &str, id: &str) -> Self {
        let (organization, id) = (organization.to_owned(), id.to_owned());
        if kind == Kind::TestSet {
            Self::EditSet { organization, id }
        } else {
            Self::EditTest { organization, id }
        }
    }

    /// The path of the form for a copy of one.
    #[must_use]
    pub fn duplicate(kind: Kind, organization: &str, id: &str) -> String {
        let form = Self::new_one(kind, organization).path();
        format!("{form}?{FROM}={}", encode_uri_component(id))
    }

    /// The path of the list of runs of a set.
    #[must_use]
    pub fn runs_of(organization: &str, set: &str) -> String {
        let mut view = View::of(Listing::Runs);
        let _ = view.filters.add(Facet::TestSet, set);
        let runs = Self::Runs { organization: organization.to_owned() }.path();
        [&runs, "?", &view.to_query()].concat()
    }

    /// The path, with the console's base in front.
    #[must_use]
    pub fn path(&self) -> String {
        let encode = |text: &str| String::from(encode_uri_component(text));
        let path = match self {
            Self::Home | Self::Nowhere => String::new(),
            Self::SignIn => "sign-in".to_owned(),
            Self::Tests { organization } => format!("{}/tests", encode(organization)),
            Self::NewTest { organization } => format!("{}/tests/{NEW}", encode(organization)),
            Self::Test { organization, id } => format!("{}/tests/{}", encode(organization), encode(id)),
            Self::EditTest { organization, id } => {
                format!("{}/tests/{}/{EDIT}", encode(organization), encode(id))
            }
            Self::Sets { organization } => format!("{}/sets", encode(organization)),
            Self::NewSet { organization } => format!("{}/sets/{NEW}", encode(organization)),
            Self::Set { organization, id } => format!("{}/sets/{}", encode(organization), encode(id)),
            Self::EditSet { organization, id } => {
                format!("{}/sets/{}/{EDIT}", encode(organization), encode(id))
            }
            Self::Runs { organization } => format!("{}/runs", encode(organization)),
            Self::Run { organization, id } => format!("{}/runs/{}", encode(organization), encode(id)),
        };
        address::base() + &path
    }

    /// Reads a path that starts with the console's base. A query or a fragment behind it says nothing of the page.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let base = address::base();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = format!("{path}/").strip_prefix(&base).map(str::to_owned) else {
            return Self::Nowhere;
        };
        let decode = |text: &str| decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from);
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let own = |text: &&str| (*text).to_owned();
        match parts.as_slice() {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn,
            [organization, "tests"] => Self::Tests { organization: own(organization) },
            [organization, "tests", NEW] => Self::NewTest { organization: own(organization) },
            [organization, "tests", id] => Self::Test { organization: own(organization), id: own(id) },
            [organization, "tests", id, EDIT] => {
                Self::EditTest { organization: own(organization), id: own(id) }
            }
            [organization, "sets"] => Self::Sets { organization: own(organization) },
            [organization, "sets", NEW] => Self::NewSet { organization: own(organization) },
            [organization, "sets", id] => Self::Set { organization: own(organization), id: own(id) },
            [organization, "sets", id, EDIT] => {
                Self::EditSet { organization: own(organization), id: own(id) }
            }
            [organization, "runs"] => Self::Runs { organization: own(organization) },
            [organization, "runs", id] => Self::Run { organization: own(organization), id: own(id) },
            _ => Self::Nowhere,
        }
    }

    /// The page at the address.
    fn page(&self) -> fn() -> AnyView {
        match self {
            Self::Home => pages::home::home_page,
            Self::SignIn => pages::sign_in::sign_in_page,
            Self::Tests { .. } => pages::tests::list::tests_page,
            Self::Test { .. } => pages::tests::detail::test_page,
            Self::NewTest { .. } => pages::tests::form::new_page,
            Self::EditTest { .. } => pages::tests::form::edit_page,
            Self::Sets { .. } => pages::sets::list::sets_page,
            Self::Set { .. } => pages::sets::detail::set_page,
            Self::NewSet { .. } => pages::sets::form::new_page,
            Self::EditSet { .. } => pages::sets::form::edit_page,
            Self::Runs { .. } => pages::runs::list::runs_page,
            Self::Run { .. } => pages::runs::detail::run_page,
            Self::Nowhere => pages::not_found::not_found_page,
        }
    }

    /// The area of the console that the address lies in.
    #[must_use]
    pub fn area(&self) -> Option<Area> {
        match self {
            Self::Tests { .. } | Self::Test { .. } | Self::NewTest { .. } | Self::EditTest { .. } => {
                Some(Area::Tests)
            }
            Self::Sets { .. } | Self::Set { .. } | Self::NewSet { .. } | Self::EditSet { .. } => {
                Some(Area::Sets)
            }
            Self::Runs { .. } | Self::Run { .. } => Some(Area::Runs),
            Self::Home | Self::SignIn | Self::Nowhere => None,
        }
    }

    /// The organization that the address names.
    #[must_use]
    pub fn organization(&self) -> Option<&str> {
        match self {
            Self::Tests { organization }
            | Self::Test { organization, .. }
            | Self::NewTest { organization }
            | Self::EditTest { organization, .. }
            | Self::Sets { organization }
            | Self::Set { organization, .. }
            | Self::NewSet { organization }
            | Self::EditSet { organization, .. }
            | Self::Runs { organization }
            | Self::Run { organization, .. } => Some(organization),
            Self::Home | Self::SignIn | Self::Nowhere => None,
        }
    }
}

/// The address of the page.
#[must_use]
pub fn use_address() -> Memo<Address> {
    let location = use_location();
    memo(move || Address::parse(&location.pathname.get()))
}

/// Goes to another page.
pub fn use_go() -> impl Fn(&Address) + Clone + Send + Sync + 'static {
    use_leave(false)
}

/// Goes to another page in the place of this one: Back leads past it.
pub fn use_replace() -> impl Fn(&Address) + Clone + Send + Sync + 'static {
    use_leave(true)
}

/// Whether the browser's history takes a path. The router stops at what it does not: another origin, or endless
/// addresses.
#[must_use]
pub fn can_be_gone_to(path: &str) -> bool {
    !path.starts_with("//") && path.len() < LONGEST
}

fn use_leave(replace: bool) -> impl Fn(&Address) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |address: &Address| {
        let options = NavigateOptions { resolve: false, replace, ..NavigateOptions::default() };
        let path = address.path();
        if can_be_gone_to(&path) {
            navigate(&path, options);
        }
    }
}

/// The page of the address. The router needs a route to complete a navigation; which page it is, is
/// told by [`Address`] alone.
pub fn pages() -> AnyView {
    view! {
        <FlatRoutes fallback=page>
            <Route path=WildcardSegment("") view=page />
        </FlatRoutes>
    }
    .into_any()
}

/// A page stays while the address changes within it.
fn page() -> AnyView {
    let address = use_address();
    let kind = memo(move || address.with(std::mem::discriminant));
    live(move || {
        let _ = kind.get();
        address.with_untracked(Address::page)()
    })
    .into_any()
}
