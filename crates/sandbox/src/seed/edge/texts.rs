//! Texts that pages trip over. Each is a valid name.

/// All of them.
pub(super) fn all() -> Vec<String> {
    let mut texts: Vec<String> = [
        "<script>alert('stored')</script><img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)> & &amp; &lt;b&gt;",
        "javascript:alert(1)",
        "'; DROP TABLE document; --",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
        "=HYPERLINK(\"http://example.com\",\"click\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "-2+3",
        "../../../etc/passwd",
        "null",
        "undefined",
        "[object Object]",
        "NaN",
        "\u{202e}desrever si txet siht\u{202c} and this is not",
        "\u{2067}עברית (123) abc\u{2069} mixed with latin 456",
        "مرحبا بالعالم 2026-11-21 test",
        "Family 👩\u{200d}👩\u{200d}👧\u{200d}👦, flag 🏳\u{fe0f}\u{200d}🌈, skin 👍🏽, keycap 1\u{fe0f}\u{20e3}",
        "日本語のとても長い名前で空白がまったくないので改行の位置がどこにもないテスト",
        "ﷺ ﷽ 𒐫 ꧅",
        "\u{2003}\u{2003}\u{200b}\u{200b}\u{3164}",
        "\u{feff}starts with a byte order mark",
        "tab\there, line\nbreak, bell\u{7}, escape\u{1b}[31mred, zero\u{0}end",
        "Line one\r\nLine two\u{2028}Line three\u{2029}Line four",
        "Аdmin (Cyrillic A) and admin",
        "ｆｕｌｌ ｗｉｄｔｈ １２３",
        "trailing spaces in the middle          and a double  space",
        "a:b:c,d;e|f&g=h?i#j%k%20l+m",
        "Straße İstanbul ǅ ﬁ ſ",
        "\u{e000}\u{f8ff} private use, \u{fffd} replaced, \u{1f9ff}\u{e0067}",
        "0",
    ]
    .map(str::to_owned)
    .into();
    texts.push(["Z", "a", "l", "g", "o"].map(|letter| format!("{letter}{}", stacked())).concat());
    texts.push("An endless name that goes on and on and never says what it is about, ".repeat(9));
    texts.push("Donaudampfschifffahrtsgesellschaftskapitän".repeat(14));
    texts.push("W".repeat(600));
    texts.push("🦩".repeat(300));
    texts.push("Twice the same name".to_owned());
    texts.push("Twice the same name".to_owned());
    texts
}

/// Marks above and below one letter.
fn stacked() -> String {
    ('\u{300}'..='\u{320}').collect()
}
