//! Light, dark, or as the device wishes: kept in a cookie, so that the server already sends the right page and
//! nothing flashes.

use leptos::prelude::*;

const COOKIE: &str = "theme";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Device,
    Light,
    Dark,
}

impl Theme {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Device, "As my device"),
        (Self::Light, "Light"),
        (Self::Dark, "Dark"),
    ];

    /// The value of `data-theme`; none lets the device decide.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }

    /// What a browser chose, out of its cookies.
    #[cfg(any(feature = "ssr", test))]
    fn of_cookies(cookies: &str) -> Self {
        cookies
            .split(';')
            .filter_map(|one| one.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .map_or(Self::Device, |(_, value)| Self::named(value))
    }

    /// What the browser that asks for this page chose.
    #[cfg(feature = "ssr")]
    pub fn of_request() -> Self {
        use_context::<axum::http::request::Parts>()
            .and_then(|request| {
                let cookies = request
                    .headers
                    .get(axum::http::header::COOKIE)?
                    .to_str()
                    .ok()?
                    .to_owned();
                Some(Self::of_cookies(&cookies))
            })
            .unwrap_or_default()
    }

    fn of_page() -> Self {
        document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"))
            .map_or(Self::Device, |name| Self::named(&name))
    }

    fn apply(self) {
        use wasm_bindgen::JsCast;
        let Some(root) = document().document_element() else {
            return;
        };
        // Neither can fail: the attribute's name is sound, and a refused cookie is only forgotten later.
        let _ = match self.name() {
            Some(name) => root.set_attribute("data-theme", name),
            None => root.remove_attribute("data-theme"),
        };
        if let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() {
            let value = self.name().unwrap_or("device");
            let _ = page.set_cookie(&format!(
                "{COOKIE}={value};path=/;max-age={A_YEAR};samesite=lax"
            ));
        }
    }
}

/// Chooses between them. It learns what is chosen after waking up, because the server's page does not say.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(Theme::Device);
    Effect::new(move || chosen.set(Theme::of_page()));
    let options: Vec<_> = Theme::ALL
        .into_iter()
        .map(|(theme, words)| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="theme"
                        prop:checked=move || chosen.get() == theme
                        on:change=move |_| {
                            chosen.set(theme);
                            theme.apply();
                        }
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="segments">
            <legend class="menu-note">"Appearance"</legend>
            <div class="segment-row">{options}</div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn the_choice_is_found_among_other_cookies() {
        assert_eq!(Theme::of_cookies("session=x; theme=dark"), Theme::Dark);
        assert_eq!(Theme::of_cookies("theme=light"), Theme::Light);
        assert_eq!(Theme::of_cookies("mytheme=dark"), Theme::Device);
        assert_eq!(Theme::of_cookies("theme=neon"), Theme::Device);
    }
}
