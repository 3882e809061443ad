//! Icons: small inline drawings in the colour of the text, never the only bearer of a meaning.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A cross: removes or closes.
    Cross,
    /// A lens.
    Search,
    /// An arrow to the start.
    Back,
    /// Sliders.
    Filters,
    /// Two arrows in a circle.
    Refresh,
    /// An i in a circle.
    Info,
    /// A warning triangle.
    Warning,
    /// A bin.
    Deleted,
    /// A person.
    Person,
    /// A speech bubble.
    Scenario,
    /// A target.
    Service,
    /// A tick in a circle.
    Passes,
    /// A stack.
    Sets,
    /// A triangle that points ahead.
    Runs,
    /// A page with lines.
    Tests,
    /// A plus.
    Plus,
    /// A label.
    Tag,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// Two pages.
    Copy,
    /// Dots to hold on to.
    Handle,
    /// A pen.
    Edit,
    /// Quotation marks.
    Reads,
    /// Most of a circle: going on.
    Running,
    /// A clock.
    Waiting,
    /// A dash.
    Nothing,
    /// A tick.
    Tick,
    /// An arrow into a tray.
    Download,
    /// A bell.
    Bell,
    /// A square.
    Stop,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Runs => "M6 4.2v11.6L15.5 10z",
            Self::Cross => "M5 5l10 10M15 5L5 15",
            Self::Search => "M9 3.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M13 13l4 4",
            Self::Back => "M12 4.5L6.5 10l5.5 5.5",
            Self::Filters => "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
            Self::Refresh => "M16 6.5V3.8M16 6.5h-2.8M16 6.3A7 7 0 1 0 17 10.5",
            Self::Info => "M10 3a7 7 0 1 1 0 14a7 7 0 0 1 0-14M10 9v4.5M10 6.4v.2",
            Self::Warning => "M10 3.4L17.2 16H2.8zM10 8v3.8M10 13.8v.2",
            Self::Deleted => "M4 6h12M8 6V4h4v2M5.5 6l.8 10h7.4l.8-10M8.5 9v4.5M11.5 9v4.5",
            Self::Person => {
                "M10 3.5a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 0 1 0-6.4M3.8 16.5c.6-3.4 3-5 6.2-5s5.6 1.6 6.2 5"
            }
            Self::Scenario => "M3.5 4.5h13v9H9l-3.5 3v-3h-2z",
            Self::Service => "M10 3a7 7 0 1 1 0 14a7 7 0 0 1 0-14M10 7a3 3 0 1 1 0 6a3 3 0 0 1 0-6",
            Self::Passes => "M10 3a7 7 0 1 1 0 14a7 7 0 0 1 0-14M6.8 10.2l2.2 2.2l4.2-4.6",
            Self::Sets => "M10 3.5l7 3.5l-7 3.5L3 7zM3 10l7 3.5l7-3.5M3 13l7 3.5l7-3.5",
            Self::Tests => "M5 3h7l3 3v11H5zM8 8.5h4M8 11h4M8 13.5h2.5",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Tag => "M3.5 3.5h6l7 7l-6 6l-7-7zM7 6.8v.4",
            Self::Up => "M10 16V4.5M5 9.5l5-5l5 5",
            Self::Down => "M10 4v11.5M5 10.5l5 5l5-5",
            Self::Copy => "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
            Self::Handle => "M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1",
            Self::Edit => "M4 16l.8-3.6L13.5 3.7l2.8 2.8l-8.7 8.7zM11.6 5.6l2.8 2.8",
            Self::Running => "M10 3.5a6.5 6.5 0 1 0 6.5 6.5",
            Self::Waiting => "M10 3a7 7 0 1 1 0 14a7 7 0 0 1 0-14M10 6v4.2l2.8 1.8",
            Self::Nothing => "M5 10h10",
            Self::Tick => "M4.5 10.5l3.6 3.6l7.4-8.2",
            Self::Download => "M10 3.5v9M6 9l4 4l4-4M4 16.5h12",
            Self::Bell => "M5.5 14V9a4.5 4.5 0 0 1 9 0v5l1 1h-11zM8.8 17h2.4",
            Self::Stop => "M5.5 5.5h9v9h-9z",
            Self::Reads => "M3.5 4.5h13M3.5 8.2h13M3.5 11.8h13M3.5 15.5h8",
        }
    }
}

/// Draws an icon. It is hidden from those who listen: the text beside it says the same.
#[must_use]
pub fn drawing(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}
