//! The table of operations: method, path and limit of each, to the letter.
//!
//! Paths differ in their trailing slash without a pattern, and a redirect could turn a POST into
//! a GET or lose the credentials behind a proxy, so they are never put together elsewhere.

use crate::query::encode;

/// The HTTP methods that the API uses. Updates are `POST` on the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates and updates.
    Post,
    /// Deletes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $method:ident $path:literal, limit $limit:expr, needs $permission:expr;)+) => {
        /// An operation of the API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Operation {
            $($(#[$doc])* $name,)+
        }

        impl Operation {
            /// All operations.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The HTTP method.
            #[must_use]
            pub fn method(self) -> Method {
                match self { $(Self::$name => Method::$method,)+ }
            }

            /// The path with `{organization}` and, for an item, `{id}` in it.
            #[must_use]
            pub fn template(self) -> &'static str {
                match self { $(Self::$name => $path,)+ }
            }

            /// How many requests a minute are allowed, where a limit is documented. The document
            /// counts per user, the vendor's guide per organization: assume the stricter.
            #[must_use]
            pub fn per_minute(self) -> Option<u32> {
                match self { $(Self::$name => $limit,)+ }
            }

            /// The permission whose absence makes the server answer 403, or, for lists, leave
            /// items out silently.
            #[must_use]
            pub fn permission(self) -> Option<&'static str> {
                match self { $(Self::$name => $permission,)+ }
            }
        }
    };
}

operations! {
    /// The organization's name; needs no credentials.
    GetOrganization = Get "/v1/{organization}/organization/", limit None, needs None;
    /// Exchanges an API key for a token.
    SignInWithApiKey = Post "/v1/{organization}/user/signin_with_api_key", limit Some(5), needs None;
    /// Services; no search.
    ListServices = Get "/v1/{organization}/service/", limit Some(50), needs Some("Service:GetService");
    /// Users: the names of creators.
    ListUsers = Get "/v1/{organization}/user/", limit Some(60), needs Some("User:GetUserInfo");
    /// Metrics.
    ListMetrics = Get "/v1/{organization}/metric/", limit Some(20), needs Some("Metric:GetMetric");
    /// Metrics by name; the top 50 by relevance.
    SearchMetrics = Get "/v1/{organization}/metric/search/", limit Some(20), needs Some("Metric:GetMetric");
    /// Versions of a metric: bounds, categories, description.
    ListMetricVersions = Get "/v1/{organization}/metric/{id}/version", limit Some(60), needs Some("Metric:GetMetric");
    /// Personas.
    ListPersonas = Get "/v1/{organization}/simulation/persona/", limit Some(50), needs Some("Simulation:GetSimulationPersona");
    /// Personas by name and background; the top 50 by relevance.
    SearchPersonas = Get "/v1/{organization}/simulation/persona/search", limit Some(50), needs Some("Simulation:GetSimulationPersona");
    /// Versions of a persona: background, language, variables.
    ListPersonaVersions = Get "/v1/{organization}/simulation/persona/{id}/version/", limit Some(50), needs Some("Simulation:GetSimulationPersona");
    /// A new persona; needs `Simulation:ModifySimulationPersona`, too.
    CreatePersona = Post "/v1/{organization}/simulation/persona/", limit Some(100), needs Some("Simulation:CreateSimulationPersona");
    /// Scenarios.
    ListScenarios = Get "/v1/{organization}/simulation/scenario/", limit Some(200), needs Some("Simulation:GetSimulationScenario");
    /// Scenarios by name; the top 50 by relevance.
    SearchScenarios = Get "/v1/{organization}/simulation/scenario/search", limit Some(50), needs Some("Simulation:GetSimulationScenario");
    /// Versions of a scenario: objective, instructions.
    ListScenarioVersions = Get "/v1/{organization}/simulation/scenario/{id}/version/", limit Some(500), needs Some("Simulation:GetSimulationScenario");
    /// A new scenario; needs `Simulation:ModifySimulationScenario`, too.
    CreateScenario = Post "/v1/{organization}/simulation/scenario/", limit Some(500), needs Some("Simulation:CreateSimulationScenario");
    /// Unit tests.
    ListUnitTests = Get "/v1/{organization}/simulation/unit_test/", limit Some(200), needs Some("Simulation:GetSimulationUnitTest");
    /// Unit tests by name (the operation's text says by description, too).
    SearchUnitTests = Get "/v1/{organization}/simulation/unit_test/search/", limit Some(50), needs Some("Simulation:GetSimulationUnitTest");
    /// A new unit test.
    CreateUnitTest = Post "/v1/{organization}/simulation/unit_test/", limit Some(500), needs Some("Simulation:CreateSimulationUnitTest");
    /// Changes a unit test; its name stays.
    UpdateUnitTest = Post "/v1/{organization}/simulation/unit_test/{id}/", limit Some(500), needs Some("Simulation:ModifySimulationUnitTest");
    /// Soft-deletes a unit test that no set uses. There is no undelete.
    DeleteUnitTest = Delete "/v1/{organization}/simulation/unit_test/{id}/", limit Some(500), needs Some("Simulation:DeleteSimulationUnitTest");
    /// Unit test sets.
    ListTestSets = Get "/v1/{organization}/simulation/unit_test_set/", limit Some(50), needs Some("Simulation:GetSimulationUnitTestSet");
    /// Unit test sets by name or description.
    SearchTestSets = Get "/v1/{organization}/simulation/unit_test_set/search/", limit Some(50), needs Some("Simulation:GetSimulationUnitTestSet");
    /// A new unit test set.
    CreateTestSet = Post "/v1/{organization}/simulation/unit_test_set/", limit Some(50), needs Some("Simulation:CreateSimulationUnitTestSet");
    /// Changes a unit test set.
    UpdateTestSet = Post "/v1/{organization}/simulation/unit_test_set/{id}", limit Some(50), needs Some("Simulation:ModifySimulationUnitTestSet");
    /// Soft-deletes a unit test set. There is no undelete.
    DeleteTestSet = Delete "/v1/{organization}/simulation/unit_test_set/{id}", limit Some(50), needs Some("Simulation:DeleteSimulationUnitTestSet");
    /// Runs of unit test sets.
    ListRuns = Get "/v1/{organization}/simulation/unit_test_set_run/", limit Some(50), needs Some("Simulation:GetSimulationUnitTestSetRun");
    /// Starts a run of a unit test set.
    CreateRun = Post "/v1/{organization}/simulation/unit_test_set_run/", limit Some(20), needs Some("Simulation:CreateSimulationUnitTestSetRun");
    /// Asks for a run to be cancelled; it may go on for a while, or to its end.
    CancelRun = Delete "/v1/{organization}/simulation/unit_test_set_run/{id}/", limit Some(10), needs Some("Simulation:CancelSimulationUnitTestSetRun");
    /// An expiring address of a run's artifacts; needs `Organization:GetServiceHierarchicalStateMachine`
    /// of the context graphs that ran, too.
    GetArtifacts = Get "/v1/{organization}/simulation/unit_test_set_run/{id}/artifacts/", limit Some(100), needs Some("Simulation:GetSimulationUnitTestSetRun");
    /// What a metric's judge said of single conversations, and why.
    ListEvaluationResults = Get "/v1/{organization}/metric/metric_evaluation_result", limit Some(10), needs Some("Metric:GetMetricEvaluationResult");
}

impl Operation {
    /// The path of an operation on a collection, for this organization.
    #[must_use]
    pub fn path(self, organization: &str) -> String {
        self.template().replace("{organization}", &encode(organization))
    }

    /// The path of an operation on one item.
    #[must_use]
    pub fn item_path(self, organization: &str, id: &str) -> String {
        self.path(organization).replace("{id}", &encode(id))
    }

    /// Whether the operation only reads, so that sending it twice changes nothing.
    #[must_use]
    pub fn is_read(self) -> bool {
        self.method() == Method::Get
    }

    /// Which operation a request is, with the organization and item id that its path names.
    #[must_use]
    pub fn recognise(method: &str, path: &str) -> Option<(Self, String, Option<String>)> {
        Self::ALL.iter().copied().filter(|operation| operation.method().as_str() == method).find_map(
            |operation| {
                let (organization, id) = operation.match_path(path)?;
                Some((operation, organization, id))
            },
        )
    }

    fn match_path(self, path: &str) -> Option<(String, Option<String>)> {
        let (mut organization, mut id) = (None, None);
        let mut actual = path.split('/');
        for expected in self.template().split('/') {
            let segment = actual.next()?;
            match expected {
                "{organization}" => organization = Some(decode(segment)?),
                "{id}" => id = Some(decode(segment)?),
                fixed if fixed == segment => {}
                _ => return None,
            }
        }
        actual.next().is_none().then_some((organization?, id))
    }
}

/// Decodes a path segment, which must not be empty.
fn decode(segment: &str) -> Option<String> {
    let text = percent_encoding::percent_decode_str(segment).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_slashes_are_the_documents() {
        let id = "6618791275130b73714e8d1c";
        for (operation, path) in [
            (Operation::SignInWithApiKey, "/v1/northwind/user/signin_with_api_key"),
            (Operation::ListMetricVersions, "/v1/northwind/metric/6618791275130b73714e8d1c/version"),
            (
                Operation::ListPersonaVersions,
                "/v1/northwind/simulation/persona/6618791275130b73714e8d1c/version/",
            ),
            (Operation::SearchPersonas, "/v1/northwind/simulation/persona/search"),
            (Operation::SearchUnitTests, "/v1/northwind/simulation/unit_test/search/"),
            (Operation::UpdateUnitTest, "/v1/northwind/simulation/unit_test/6618791275130b73714e8d1c/"),
            (Operation::UpdateTestSet, "/v1/northwind/simulation/unit_test_set/6618791275130b73714e8d1c"),
            (Operation::DeleteTestSet, "/v1/northwind/simulation/unit_test_set/6618791275130b73714e8d1c"),
            (Operation::CancelRun, "/v1/northwind/simulation/unit_test_set_run/6618791275130b73714e8d1c/"),
            (
                Operation::GetArtifacts,
                "/v1/northwind/simulation/unit_test_set_run/6618791275130b73714e8d1c/artifacts/",
            ),
            (Operation::ListEvaluationResults, "/v1/northwind/metric/metric_evaluation_result"),
        ] {
            assert_eq!(operation.item_path("northwind", id), path);
        }
    }

    #[test]
    fn every_path_is_recognised_as_its_own_operation() {
        let id = "6618791275130b73714e8d1c";
        for &operation in Operation::ALL {
            let path = operation.item_path("a b/c", id);
            let found = Operation::recognise(operation.method().as_str(), &path).unwrap();
            assert_eq!((found.0, found.1.as_str()), (operation, "a b/c"), "{path}");
        }
    }

    #[test]
    fn a_path_with_another_slash_is_not_recognised() {
        assert_eq!(Operation::recognise("GET", "/v1/northwind/simulation/unit_test"), None);
        assert_eq!(Operation::recognise("GET", "/v1/northwind/simulation/persona/search/"), None);
        assert_eq!(Operation::recognise("PUT", "/v1/northwind/simulation/unit_test/"), None);
    }
}
