//! Views and their addresses, by example and by property.

use contract::Timestamp;
use proptest::prelude::*;

use super::*;

const SERVICE: &str = "6618791275130b73714e8d1c";
const ALL: [Listing; 3] = [Listing::Tests, Listing::Sets, Listing::Runs];

fn tests(query: &str) -> View {
    View::from_query(Listing::Tests, query)
}

#[test]
fn the_default_view_has_an_empty_address() {
    for listing in ALL {
        assert_eq!(View::of(listing).to_query(), "");
        assert_eq!(View::from_query(listing, ""), View::of(listing));
        assert_eq!(View::from_query(listing, "?sort=newest").to_query(), "");
    }
}

#[test]
fn what_cannot_be_read_is_kept_and_named() {
    let query = "service=Intake&tag=suite&sort=name&utm_source=chat";
    let view = tests(query);
    let kept = [("service", "Intake"), ("tag", "suite"), ("sort", "name")];
    assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(view.unknown, [("utm_source".to_owned(), "chat".to_owned())]);
    assert_eq!(view.to_query(), query);
    assert!(view.filters.is_empty());
    assert_eq!(view.essence(), View::default());
}

#[test]
fn what_a_list_does_not_know_is_kept_silently() {
    for (listing, query) in [
        (Listing::Sets, format!("persona={SERVICE}")),
        (Listing::Tests, format!("test={SERVICE}")),
        (Listing::Runs, "q=refill&deleted".to_owned()),
    ] {
        let view = View::from_query(listing, &query);
        assert!(!view.is_narrowed() && view.unreadable.is_empty(), "{query}");
        assert_eq!(view.to_query(), query);
    }
}

#[test]
fn the_order_of_filters_in_an_address_does_not_matter() {
    let one = tests(&format!("creator=a,b&service={SERVICE}&tag=x:*"));
    let other = tests(&format!("tag=x:*&service={SERVICE}&creator=a,b"));
    assert_eq!(one, other);
}

#[test]
fn a_list_says_what_it_wants_of_deleted_things_and_order() {
    let query = tests(&format!("service={SERVICE}&tag=suite:*")).list_tests(50).query().encode();
    let expected =
        format!("limit=50&is_deleted=false&service_id={SERVICE}&tag=suite%3A%2A&sort_by=-updated_at");
    assert_eq!(query, expected);
    let sets = View::from_query(Listing::Sets, &format!("test={SERVICE}&creator=o,u&deleted&sort=oldest"));
    assert_eq!(
        sets.list_sets(20).query().encode(),
        format!("limit=20&is_deleted=true&unit_test_id={SERVICE}&creator=o%2Cu&sort_by=%2Bupdated_at")
    );
    let runs = View::from_query(Listing::Runs, &format!("set={SERVICE}"));
    assert_eq!(
        runs.list_runs(50, &|_| None).query().encode(),
        format!("limit=50&simulation_unit_test_set_id={SERVICE}&sort_by=-created_at")
    );
}

#[test]
fn a_search_takes_the_filters_along() {
    let view = View::from_query(Listing::Sets, &format!("q=night&test={SERVICE}&tag=a:b"));
    assert!(view.is_search());
    let query = view.search_sets().query().encode();
    assert_eq!(query, format!("query=night&tag=a%3Ab&unit_test_id={SERVICE}"));
}

#[test]
fn choices_come_from_an_unfiltered_page() {
    let view = tests(&format!("service={SERVICE}&q=refill"));
    let query = view.choices().list_tests(1).query().encode();
    assert_eq!(query, "limit=1&is_deleted=false&sort_by=-updated_at");
}

#[test]
fn no_page_is_larger_than_the_api_allows() {
    assert!(Listing::Tests.page() <= contract::ListUnitTests::MAX_LIMIT);
    assert_eq!(Listing::Sets.page(), 20);
    assert_eq!(Listing::Runs.page(), 50);
}

#[test]
fn a_search_hides_deleted_things_and_is_sorted() {
    let found = [
        ("undated", None, false),
        ("old", Some("2024-01-01T00:00:00Z"), false),
        ("gone", Some("2026-01-01T00:00:00Z"), true),
        ("new", Some("2025-01-01T00:00:00Z"), false),
    ];
    let names = |view: &View| -> Vec<&str> {
        let placed = found.iter().filter_map(|(name, at, is_deleted)| {
            let at = at.map(|at| Timestamp(at.to_owned()));
            Some((view.place_found(*is_deleted, at.as_ref())?, *name))
        });
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|(place, _)| *place);
        placed.into_iter().map(|(_, name)| name).collect()
    };
    assert_eq!(names(&View::default()), ["new", "old", "undated"]);
    assert_eq!(names(&tests("sort=oldest")), ["old", "new", "undated"]);
    assert_eq!(names(&tests("deleted")), ["gone"]);
}

#[test]
fn a_tag_is_chosen_by_its_key_and_its_value_replaced() {
    use contract::{TagFilter, TagMatch};
    let mut view = tests("tag=suite:a&tag=suite:b&tag=slow:");
    let filter = TagFilter::new("suite", TagMatch::NoValue).unwrap();
    view.filters.replace_tag(&filter);
    assert_eq!(view.to_query(), "tag=suite:&tag=suite:b&tag=slow:");
    view.filters.toggle_tag("suite");
    assert_eq!(view.to_query(), "tag=slow:");
    view.filters.toggle_tag("suite");
    assert_eq!(view.to_query(), "tag=slow:&tag=suite:*");
    view.filters.toggle_tag("a:b");
    assert_eq!(view.to_query(), "tag=slow:&tag=suite:*");
}

fn value(facet: Facet) -> BoxedStrategy<String> {
    match facet {
        Facet::Tag => "[^:]{1,9}:([^:]{0,9}|\\*)".boxed(),
        Facet::Creator => "[^,]{1,9},[^,]{1,9}".boxed(),
        facet if facet.is_answer() => "(yes|no)".boxed(),
        facet if facet.is_day() => "20[0-9]{2}-0[1-9]-[0-2][1-8]".boxed(),
        _ => "[0-9a-f]{24}".boxed(),
    }
}

fn filters(listing: Listing) -> impl Strategy<Value = Vec<(Facet, String)>> {
    let one = prop::sample::select(listing.facets().to_vec())
        .prop_flat_map(|facet| value(facet).prop_map(move |value| (facet, value)));
    prop::collection::vec(one, 0..8)
}

prop_compose! {
    fn view()(listing in prop::sample::select(ALL.to_vec()))
        (listing in Just(listing), filters in filters(listing),
        search in "[^\\s][^\\x00-\\x1f]{0,20}[^\\s]|", deleted in any::<bool>(), oldest in any::<bool>(),
        unknown in prop::collection::vec(("x[^\\s]{0,9}", ".{0,9}"), 0..3)) -> View {
        let mut view = View { unknown, ..View::of(listing) };
        if listing.is_searchable() {
            search.trim().clone_into(&mut view.search);
            view.deleted = deleted;
        }
        if oldest { view.sort = SortDirection::Ascending; }
        for (facet, value) in filters {
            let _ = view.filters.add(facet, &value);
        }
        view
    }
}

proptest! {
    #[test]
    fn every_view_survives_its_address(view in view()) {
        prop_assert_eq!(View::from_query(view.listing, &view.to_query()), view);
    }

    #[test]
    fn no_address_can_break_it(query in ".{0,80}") {
        for listing in ALL {
            let view = View::from_query(listing, &query);
            prop_assert_eq!(View::from_query(listing, &view.to_query()), view);
        }
    }

    #[test]
    fn toggling_twice_changes_nothing_but_the_order(view in view(), id in "[0-9a-f]{24}") {
        let facet = *view.listing.facets().first().unwrap();
        let value = if facet == Facet::Creator { format!("o,{id}") } else { id };
        let value = value.as_str();
        let mut after = view.filters.clone();
        after.toggle(facet, value).unwrap();
        prop_assert_ne!(&after, &view.filters);
        after.toggle(facet, value).unwrap();
        let sorted = |filters: &Filters| {
            let mut all: Vec<_> = filters.iter().map(|(facet, value)| (facet, value.to_owned())).collect();
            all.sort();
            all
        };
        prop_assert_eq!(sorted(&after), sorted(&view.filters));
    }
}

#[test]
fn what_cannot_be_asked_for_is_not_sayable() {
    for facet in
        [Facet::Service, Facet::Persona, Facet::Scenario, Facet::Metric, Facet::TestSet, Facet::UnitTest]
    {
        assert!(facet.is_sayable(SERVICE), "{facet:?}");
        for value in ["", "not-an-id", "6618791275130b73714e8d1c&tag=x", "6618791275130b73714e8d1"] {
            assert!(!facet.is_sayable(value), "{facet:?} {value}");
            assert_eq!(Filters::default().toggle(facet, value), None, "{facet:?} {value}");
        }
    }
    assert!(Facet::Tag.is_sayable("suite") && !Facet::Tag.is_sayable("a:b") && !Facet::Tag.is_sayable(""));
    assert!(Facet::Creator.is_sayable("org,user") && !Facet::Creator.is_sayable(""));
}

fn services(count: usize) -> View {
    let ids = (0..count).map(|number| format!("service={number:024x}"));
    tests(&ids.collect::<Vec<_>>().join("&"))
}

#[test]
fn an_address_takes_as_many_choices_as_servers_do() {
    let (most, before) = (services(121), services(120));
    assert!(!most.is_too_long_after(&before));
    let one_more = services(122);
    assert!(one_more.is_too_long_after(&most));
    assert!(!most.is_too_long_after(&one_more), "what is too long can be made shorter, one by one");
    assert!(!services(300).is_too_long_after(&services(301)));
    let request = most.list_tests(100).query().encode();
    assert!(request.len() < 7000, "{}", request.len());
}

proptest! {
    /// Whatever is chosen: an address that could be reached by choices is one that servers take, and so is the
    /// request for it.
    #[test]
    fn no_choice_makes_an_address_that_is_too_long(
        tags in prop::collection::vec("[a-zé漢 ]{1,30}", 0..60), ids in prop::collection::vec(0u32..500, 0..200),
    ) {
        let mut view = View::default();
        let mut take = |change: &dyn Fn(&mut View)| {
            let mut after = view.clone();
            change(&mut after);
            if !after.is_too_long_after(&view) {
                view = after;
            }
        };
        for tag in &tags {
            take(&|view| view.filters.toggle_tag(tag));
        }
        for id in &ids {
            take(&|view| { let _ = view.choose(Facet::Metric, &format!("{id:024x}")); });
        }
        prop_assert!(view.to_query().len() <= LONGEST_QUERY);
        prop_assert!(view.list_tests(100).query().encode().len() < 8000);
    }
}
