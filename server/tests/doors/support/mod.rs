//! A real server in its own process and folder, and people who use it over HTTP as a browser would.
#![allow(dead_code)] // each test file uses its own part

pub mod cases;
pub mod live;
pub mod outside;
pub mod process;

use ::process::step::Role;
use app::api::{
    ApiError,
    person::{CreatePerson, FreshPassword},
    session::SignIn,
    setup::SetUp,
};
use leptos::server_fn::ServerFn;
use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

pub const BATON: &str = env!("CARGO_BIN_EXE_baton");

pub const PASSWORD: &str = "correct horse battery staple";

/// A folder of its own, removed at the end.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

pub struct Server {
    child: Child,
    /// `http://127.0.0.1:<port>`
    pub address: String,
    /// From the address printed while nobody has set up the workspace.
    pub setup_token: Option<String>,
}

impl Server {
    /// Starts the real binary on a free port and waits until it says that it is ready.
    pub fn start(data: &Path) -> Self {
        let mut command = Command::new(BATON);
        command.env_remove("BATON_DATABASE");
        Self::run(command, data)
    }

    /// The same with another database than the file in the folder.
    pub fn start_on(data: &Path, database: &str) -> Self {
        let mut command = Command::new(BATON);
        command.env("BATON_DATABASE", database);
        Self::run(command, data)
    }

    /// The same, where no file can grow beyond so many KiB: to the server it is a full disk.
    #[cfg(unix)]
    pub fn start_on_a_full_disk(data: &Path, kib: u32) -> Self {
        let mut shell = Command::new("bash");
        shell
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {kib}; exec \"$0\" \"$@\""));
        shell.arg(BATON);
        Self::run(shell, data)
    }

    fn run(mut command: Command, data: &Path) -> Self {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env(
                "BATON_LOG",
                std::env::var("BATON_LOG").unwrap_or_else(|_| "off".to_owned()),
            )
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (mut address, mut setup_token) = (None, None);
        for line in lines.by_ref() {
            let line = line.expect("a line of text");
            if let Some((_, rest)) = line.split_once("/setup?token=") {
                setup_token = Some(rest.trim().to_owned());
            }
            if let Some((_, rest)) = line.split_once("ready at ") {
                address = Some(rest.trim().trim_end_matches('/').to_owned());
                break;
            }
        }
        // Whatever else it says must not block it.
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.expect("it says where it listens");
        Self {
            child,
            address,
            setup_token,
        }
    }

    /// Asked politely, as a supervisor does; whether it ended well.
    #[cfg(unix)]
    pub fn stop(mut self) -> bool {
        let id = self.child.id().to_string();
        let asked = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill is there");
        asked.success() && self.child.wait().expect("it ends").success()
    }

    /// As the power going out would.
    pub fn kill(mut self) {
        self.child
            .kill()
            .expect("the process is there to be killed");
        self.child.wait().expect("it ends");
    }

    pub fn visitor(&self) -> Person {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Person {
            client,
            address: self.address.clone(),
            cookie: None,
        }
    }

    /// Makes the workspace; the first admin comes back signed in.
    pub async fn set_up(&self) -> Person {
        let mut ada = self.visitor();
        let token = self
            .setup_token
            .clone()
            .expect("a token while nobody has set up");
        ada.form(SetUp {
            token,
            workspace: "Acme".to_owned(),
            name: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
            password: PASSWORD.to_owned(),
            zone: "Europe/Vienna".to_owned(),
        })
        .await
        .expect("the workspace is made");
        ada
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Result<Person, ApiError> {
        let mut person = self.visitor();
        person
            .form(SignIn {
                email: email.to_owned(),
                password: password.to_owned(),
                next: String::new(),
            })
            .await?;
        Ok(person)
    }

    /// Somebody new with a role, signed in; their e-mail address is made from the name.
    pub async fn person(&self, admin: &mut Person, name: &str, role: Role) -> Person {
        let email = format!("{}@example.com", name.to_lowercase());
        let made: FreshPassword = admin
            .form(CreatePerson {
                name: name.to_owned(),
                email: email.clone(),
                role,
            })
            .await
            .expect("an admin may create people");
        self.sign_in(&email, &made.password)
            .await
            .expect("the fresh password fits")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody at a browser, signed in or not.
#[derive(Clone)]
pub struct Person {
    pub client: reqwest::Client,
    pub address: String,
    pub cookie: Option<String>,
}

impl Person {
    /// Calls a server function the way an HTML form does.
    pub async fn form<F>(&mut self, arguments: F) -> Result<F::Output, ApiError>
    where
        F: ServerFn<Error = ApiError> + Serialize,
        F::Output: DeserializeOwned,
    {
        self.try_form(arguments).await.expect("the server answers")
    }

    /// Calls a server function that takes JSON.
    pub async fn json<F>(&mut self, arguments: F) -> Result<F::Output, ApiError>
    where
        F: ServerFn<Error = ApiError> + Serialize,
        F::Output: DeserializeOwned,
    {
        self.try_json(arguments).await.expect("the server answers")
    }

    /// None when the server is away, or dies before it has answered.
    pub async fn try_form<F>(&mut self, arguments: F) -> Option<Result<F::Output, ApiError>>
    where
        F: ServerFn<Error = ApiError> + Serialize,
        F::Output: DeserializeOwned,
    {
        let body = serde_qs::to_string(&arguments).expect("arguments fit a form");
        self.call::<F>("application/x-www-form-urlencoded", body)
            .await
    }

    pub async fn try_json<F>(&mut self, arguments: F) -> Option<Result<F::Output, ApiError>>
    where
        F: ServerFn<Error = ApiError> + Serialize,
        F::Output: DeserializeOwned,
    {
        let body = serde_json::to_string(&arguments).expect("arguments fit JSON");
        self.call::<F>("application/json", body).await
    }

    async fn call<F>(&mut self, kind: &str, body: String) -> Option<Result<F::Output, ApiError>>
    where
        F: ServerFn<Error = ApiError>,
        F::Output: DeserializeOwned,
    {
        let answer = self.request(F::PATH, kind, body).send().await.ok()?;
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is text");
            self.cookie = text.split(';').next().map(str::to_owned);
        }
        let status = answer.status();
        let text = answer.text().await.ok()?;
        Some(if status.is_client_error() || status.is_server_error() {
            Err(read(status, &text))
        } else {
            Ok(read(status, &text))
        })
    }

    /// A request with nothing checked but that it comes from our own page.
    pub async fn post(&self, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Response {
        self.request(path, kind, body)
            .send()
            .await
            .expect("the server answers")
    }

    fn request(&self, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        let request = self
            .client
            .post(format!("{}{path}", self.address))
            .header(header::ORIGIN, &self.address)
            .header(header::CONTENT_TYPE, kind)
            .body(body);
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        let mut request = self.client.get(format!("{}{path}", self.address));
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request.send().await.expect("the server answers")
    }

    /// A page, as a browser asks for it.
    pub async fn page(&self, path: &str) -> Response {
        let mut request = self
            .client
            .get(format!("{}{path}", self.address))
            .header(header::ACCEPT, "text/html");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request.send().await.expect("the server answers")
    }
}

fn read<T: DeserializeOwned>(status: StatusCode, text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{status} says {text:?}: {error}"))
}
