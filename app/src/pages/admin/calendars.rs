//! Business calendars: when an office works. Timers, waits and due dates are counted in them.

use crate::{
    api::{
        ApiError,
        calendar::{RemoveCalendar, list_calendars, save_calendar},
    },
    pages::at,
    ui::{Button, EmptyState, Field, FormError, IconButton, Loaded, Look, use_toasts},
};
use leptos::prelude::*;
use leptos_meta::Title;
use process::calendar::{Calendar, Hours};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[component]
pub fn CalendarsPage() -> impl IntoView {
    let saved = RwSignal::new(0_usize);
    let remove = ServerAction::<RemoveCalendar>::new();
    let list = Resource::new(
        move || saved.get() + remove.version().get(),
        |_| list_calendars(),
    );
    // The one being changed; a new one has no key.
    let open = RwSignal::new(None::<Calendar>);
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = remove.value().get() {
            toasts.say("The calendar is removed.");
        }
    });
    let done = Callback::new(move |kept: bool| {
        open.set(None);
        if kept {
            saved.update(|count| *count += 1);
            toasts.say("The calendar is saved.");
        }
    });
    view! {
        <Title text="Calendars"/>
        <div class="section-head list-head">
            <h2>"Business calendars"</h2>
            <Button
                label="New calendar" icon=icondata_lu::LuPlus
                on_click=Callback::new(move |_| open.set(Some(Calendar::usual("", "", "Europe/Zurich"))))
            />
        </div>
        {move || open.get().map(|calendar| view! { <Edit calendar done/> })}
        <Loaded resource=list view=move |calendars| view! { <List calendars open remove/> }.into_any()/>
    }
}

#[component]
fn List(
    calendars: Vec<Calendar>,
    open: RwSignal<Option<Calendar>>,
    remove: ServerAction<RemoveCalendar>,
) -> impl IntoView {
    if calendars.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuCalendarDays
                title="No calendars yet"
                text="With a calendar, “3 days” are three days on which somebody works, without holidays."
            />
        }
        .into_any();
    }
    let rows = calendars.into_iter().map(|calendar| {
        let (name, key) = (calendar.name.clone(), calendar.key.clone());
        let summary = in_words(&calendar);
        view! {
            <li class="row">
                <div class="row-main">
                    <span class="font-medium">{name.clone()}</span>
                    <p class="row-note">{summary}</p>
                </div>
                <Button
                    label="Change" look=Look::Plain
                    on_click=Callback::new(move |_| open.set(Some(calendar.clone())))
                />
                <IconButton
                    label=format!("Remove {name}")
                    icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| _ = remove.dispatch(RemoveCalendar { calendar: key.clone() }))
                />
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}

/// “Monday to Friday · Europe/Zurich · 3 holidays”.
fn in_words(calendar: &Calendar) -> String {
    let days: Vec<&str> = DAYS
        .iter()
        .zip(&calendar.week)
        .filter(|(_, hours)| !hours.is_empty())
        .map(|(day, _)| *day)
        .collect();
    let days = match days.as_slice() {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] => "Monday to Friday".to_owned(),
        days => days.join(", "),
    };
    let holidays = match calendar.holidays.len() {
        0 => "no holidays".to_owned(),
        1 => "1 holiday".to_owned(),
        count => format!("{count} holidays"),
    };
    format!("{days} · {} · {holidays}", calendar.zone)
}

/// Hours and holidays are typed as lines: `09:00–12:00, 13:00–17:00` and `2026-12-25 Christmas (yearly)`.
#[component]
fn Edit(calendar: Calendar, done: Callback<bool>) -> impl IntoView {
    let key = calendar.key.clone();
    let title = match key.is_empty() {
        true => "New calendar".to_owned(),
        false => format!("Change {}", calendar.name),
    };
    let name = RwSignal::new(calendar.name.clone());
    let zone = RwSignal::new(calendar.zone.clone());
    let week = calendar
        .week
        .each_ref()
        .map(|hours| RwSignal::new(typed::hours(hours)));
    let holidays = RwSignal::new(typed::holidays(&calendar.holidays));
    let refused = RwSignal::new(None::<ApiError>);
    let save = Action::new(move |(): &()| {
        let read = typed::calendar(
            &key,
            &name.get_untracked(),
            &zone.get_untracked(),
            week.map(|day| day.get_untracked()),
            &holidays.get_untracked(),
        );
        async move {
            match read {
                Err(problem) => refused.set(Some(problem)),
                Ok(calendar) => match save_calendar(calendar).await {
                    Ok(_) => done.run(true),
                    Err(error) => refused.set(Some(error)),
                },
            }
        }
    });
    let error = Signal::derive(move || refused.get());
    let days = DAYS.iter().enumerate().map(move |(number, day)| {
        let hours = week[number];
        let id = format!("day-{number}");
        let field_error = at(
            error,
            [
                "day-0", "day-1", "day-2", "day-3", "day-4", "day-5", "day-6",
            ][number],
        );
        view! {
            <Field id=id.clone() label=*day error=field_error>
                <input
                    id=id type="text" class="input" autocomplete="off" placeholder="free"
                    prop:value=move || hours.get()
                    on:input=move |event| hours.set(event_target_value(&event))
                />
            </Field>
        }
    });
    view! {
        <section class="apart calendar-edit" aria-label=title.clone()>
            <h3 class="panel-section">{title.clone()}</h3>
            <div class="form">
                <FormError error/>
                <div class="calendar-head">
                    <Field id="calendar-name" label="Name" error=at(error, "name")>
                        <input
                            id="calendar-name" type="text" class="input" autocomplete="off" placeholder="Office Zürich"
                            prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))
                        />
                    </Field>
                    <Field id="calendar-zone" label="Time zone" error=at(error, "zone")>
                        <input
                            id="calendar-zone" type="text" class="input" autocomplete="off" placeholder="Europe/Zurich"
                            prop:value=move || zone.get() on:input=move |event| zone.set(event_target_value(&event))
                        />
                    </Field>
                </div>
                <Field
                    id="calendar-week" label="Working hours" group=true error=at(error, "week")
                    help="From and to, such as 09:00–12:00, 13:00–17:00. Empty means that nobody works."
                >
                    <div class="calendar-week">{days.collect_view()}</div>
                </Field>
                <Field
                    id="calendar-holidays" label="Holidays" error=at(error, "holidays")
                    help="One a line: the date and its name, such as 2026-12-25 Christmas. Write (yearly) behind those that come every year."
                >
                    <textarea
                        id="calendar-holidays" class="input" rows="5"
                        prop:value=move || holidays.get()
                        on:input=move |event| holidays.set(event_target_value(&event))
                    ></textarea>
                </Field>
                <div class="form-foot">
                    <Button
                        label="Save the calendar" look=Look::Primary busy=save.pending()
                        on_click=Callback::new(move |_| _ = save.dispatch(()))
                    />
                    <Button label="Leave it as it is" look=Look::Plain on_click=Callback::new(move |_| done.run(false))/>
                </div>
            </div>
        </section>
    }
}

/// Between what is typed and what is kept.
mod typed {
    use super::{DAYS, Hours};
    use crate::api::{ApiError, InvalidField};
    use process::calendar::{Calendar, Clock, Holiday};

    const YEARLY: &str = "(yearly)";

    pub fn hours(hours: &[Hours]) -> String {
        let spans = hours
            .iter()
            .map(|span| format!("{}–{}", span.from, span.to));
        spans.collect::<Vec<_>>().join(", ")
    }

    pub fn holidays(holidays: &[Holiday]) -> String {
        let lines = holidays.iter().map(|holiday| {
            let yearly = if holiday.yearly { " (yearly)" } else { "" };
            format!("{} {}{yearly}", holiday.date, holiday.name)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    pub fn calendar(
        key: &str,
        name: &str,
        zone: &str,
        week: [String; 7],
        holidays: &str,
    ) -> Result<Calendar, ApiError> {
        let mut wrong = Vec::new();
        let mut days: [Vec<Hours>; 7] = Default::default();
        for (number, text) in week.iter().enumerate() {
            match read_hours(text) {
                Ok(hours) => days[number] = hours,
                Err(message) => wrong.push(InvalidField {
                    field: format!("day-{number}"),
                    message: format!("{}: {message}", DAYS[number]),
                }),
            }
        }
        let lines = holidays.lines().filter(|line| !line.trim().is_empty());
        let read = lines.map(read_holiday).collect::<Result<Vec<_>, String>>();
        let holidays = read.unwrap_or_else(|message| {
            wrong.push(InvalidField {
                field: "holidays".to_owned(),
                message,
            });
            Vec::new()
        });
        if !wrong.is_empty() {
            return Err(ApiError::invalid_fields(wrong));
        }
        Ok(Calendar {
            key: key.to_owned(),
            name: name.trim().to_owned(),
            zone: zone.trim().to_owned(),
            week: days,
            holidays,
        })
    }

    fn read_hours(text: &str) -> Result<Vec<Hours>, String> {
        let spans = text.split(',').filter(|span| !span.trim().is_empty());
        let read = spans.map(|span| {
            let ends = span.split_once(['–', '-']);
            let (from, to) = ends.ok_or_else(|| {
                format!("“{}” has no end. Write it like 09:00–17:00.", span.trim())
            })?;
            Ok(Hours {
                from: from.parse::<Clock>()?,
                to: to.parse::<Clock>()?,
            })
        });
        read.collect()
    }

    fn read_holiday(line: &str) -> Result<Holiday, String> {
        let line = line.trim();
        let (date, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let date = date
            .parse()
            .map_err(|_| format!("“{line}” does not begin with a date such as 2026-12-25."))?;
        let name = name.trim();
        Ok(Holiday {
            date,
            name: name.strip_suffix(YEARLY).unwrap_or(name).trim().to_owned(),
            yearly: name.ends_with(YEARLY),
        })
    }

    #[cfg(test)]
    mod tests {
        use super::{Calendar, calendar, holidays, hours};

        fn again(before: &Calendar) -> Calendar {
            let week = before.week.each_ref().map(|day| hours(day));
            let lines = holidays(&before.holidays);
            calendar(&before.key, &before.name, &before.zone, week, &lines).expect("it reads")
        }

        #[test]
        fn what_is_shown_reads_as_the_same_calendar() {
            let mut before = Calendar::usual("office", "Office", "Europe/Zurich");
            before.holidays = calendar(
                "",
                "",
                "",
                Default::default(),
                "2026-12-25 Christmas (yearly)\n2026-04-06 Easter Monday",
            )
            .expect("it reads")
            .holidays;
            assert_eq!(again(&before), before);
            assert!(before.holidays[0].yearly && !before.holidays[1].yearly);
        }

        #[test]
        fn what_cannot_be_read_is_said_at_its_field() {
            let mut week: [String; 7] = Default::default();
            week[1] = "nine to five".to_owned();
            let refused = calendar("", "", "", week, "Christmas").expect_err("it cannot be read");
            assert!(
                refused
                    .at("day-1")
                    .is_some_and(|message| message.starts_with("Tuesday"))
            );
            assert!(refused.at("holidays").is_some());
            assert!(refused.at("day-0").is_none());
        }
    }
}
