//! Which addresses a process may reach. The door is tried with every spelling an attacker would try.

use crate::support::http::Server;
use crate::support::{Wish, allowing, input, texts};
use connectors::outbound::{AllowEntry, why_not_public};
use process::run::FailureKind;
use std::net::IpAddr;

fn get(address: &str, allowed: &[&str]) -> Wish {
    Wish {
        connector: "http",
        action: "request",
        input: input(&[("method", "GET"), ("address", address), ("timeout", "1")]),
        settings: texts(&[]),
        secrets: texts(&[]),
        outbound: allowing(allowed),
    }
}

/// Hosts inside, in all the spellings of an address.
const INSIDE: [&str; 62] = [
    // This computer.
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "0177.0.0.01",
    "017700000001",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "0.0.0.0",
    "0",
    "0.1.2.3",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::1]",
    // IPv4 in IPv6 clothes.
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]",
    "[2002:7f00:1::]",
    "[2002:c0a8:1::1]",
    "[64:ff9b:1::a00:1]",
    // Metadata services.
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "0251.0376.0251.0376",
    "169.254.43518",
    "[fd00:ec2::254]",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    // Private and carrier-grade networks.
    "10.0.0.1",
    "10.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.168.257",
    "100.64.0.1",
    "100.127.255.255",
    "[fc00::1]",
    "[fdff::1]",
    // Link-local, site-local, multicast, reserved.
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "224.0.0.1",
    "239.255.255.250",
    "[ff02::1]",
    "255.255.255.255",
    "240.0.0.1",
    "[2001::1]",
];

#[tokio::test]
async fn no_spelling_of_an_inside_address_gets_through() {
    for host in INSIDE {
        let failure = get(&format!("http://{host}/latest"), &[])
            .run()
            .await
            .unwrap_err();
        assert_eq!(
            failure.kind,
            FailureKind::Permanent,
            "{host}: {}",
            failure.message
        );
        assert!(
            failure.message.contains("An admin can allow"),
            "{host}: {}",
            failure.message
        );
    }
}

#[test]
fn the_public_internet_is_open() {
    let public = [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.0.1",
        "192.169.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ];
    for address in public {
        assert_eq!(
            why_not_public(address.parse::<IpAddr>().unwrap()),
            None,
            "{address}"
        );
    }
}

#[tokio::test]
async fn an_allowed_host_is_reached_and_nothing_beside_it() {
    let server = Server::saying("200 OK", "", "").await;
    let port = server.port;
    let reached =
        |address: String, line: String| async move { get(&address, &[&line]).run().await };
    let by_address = format!("http://127.0.0.1:{port}/");
    let by_name = format!("http://localhost:{port}/");
    for (address, line) in [
        (&by_address, "127.0.0.1".to_owned()),
        (&by_address, format!("127.0.0.1:{port}")),
        (&by_address, "127.0.0.0/8".to_owned()),
        (&by_address, "0x7f.1".to_owned()),
        (&by_name, "localhost".to_owned()),
        (&by_name, format!("LocalHost:{port}")),
        (&by_name, "127.0.0.0/8".to_owned()),
    ] {
        let outcome = reached(address.clone(), line.clone()).await;
        assert!(outcome.is_ok(), "{address} with {line}: {outcome:?}");
    }
    let answered = server.heard().len();
    for (address, line) in [
        (&by_address, "127.0.0.2".to_owned()),
        (&by_address, "127.0.0.1:1".to_owned()),
        (&by_address, "localhost".to_owned()),
        (&by_address, "10.0.0.0/8".to_owned()),
        (&by_address, "::1/128".to_owned()),
        (&by_name, "localhost:1".to_owned()),
        (&by_name, "host".to_owned()),
    ] {
        let failure = reached(address.clone(), line.clone()).await.unwrap_err();
        assert_eq!(
            failure.kind,
            FailureKind::Permanent,
            "{address} with {line}"
        );
    }
    assert_eq!(server.heard().len(), answered);
}

#[test]
fn lines_of_the_list_are_read_as_an_admin_means_them() {
    for (line, shown) in [
        ("ERP.example.com", "erp.example.com"),
        ("erp.example.com:8443", "erp.example.com:8443"),
        ("erp.example.com:80", "erp.example.com:80"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        (" 192.168.1.20 ", "192.168.1.20/32"),
        ("[::1]:8080", "[::1]:8080"),
        ("::1", "::1/128"),
        ("fd00::/8", "fd00::/8"),
        ("bücher.example", "xn--bcher-kva.example"),
    ] {
        assert_eq!(line.parse::<AllowEntry>().unwrap().to_string(), shown);
    }
    for line in [
        "",
        "http://erp",
        "erp/path",
        "10.0.0.0/33",
        "::/129",
        "a b",
        "anna@erp",
        "erp:99999",
        "*",
        "erp?x",
    ] {
        let error = line.parse::<AllowEntry>().unwrap_err();
        assert!(error.to_string().contains("10.0.0.0/8"), "{line}");
    }
}
