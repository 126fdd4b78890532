//! Listens, serves, and stops politely: what is under way may finish, within a limit.

use crate::{
    composition::{self, Baton},
    config::Serve,
    router,
};
use std::{future::IntoFuture, io, net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, signal, sync::watch};

/// How long requests under way may take after the order to stop. Live streams never end by
/// themselves, so there has to be a limit.
const GRACE: Duration = Duration::from_secs(5);

pub async fn serve(config: Serve) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let baton = composition::compose(&config, stopped.clone()).await?;
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        let address = config.listen;
        io::Error::other(format!(
            "cannot listen on {address}: {error}. Name another address with --listen"
        ))
    })?;
    let address = config.address(listener.local_addr()?);
    invite(&baton, &address).await?;
    println!("Baton is ready at {address}");

    let engine = baton.engine.clone();
    let working = tokio::spawn({
        let stopped = until_stopped(stopped.clone());
        async move { engine.run_loop(stopped).await }
    });
    let service = router::router(baton.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service)
        .with_graceful_shutdown(until_stopped(stopped.clone()))
        .into_future();
    let order = async {
        order_to_stop().await;
        stop.send_replace(true);
    };
    let deadline = async {
        until_stopped(stopped).await;
        tokio::time::sleep(GRACE).await;
    };
    let finish = async {
        tokio::select! {
            result = serving => result,
            () = deadline => Ok(()),
        }
    };
    let ((), result) = tokio::join!(order, finish);
    if let Err(error) = working.await {
        tracing::error!(%error, "background work ended in an unforeseen way");
    }
    if let Err(error) = baton.store.close().await {
        tracing::warn!(%error, "the database was not closed properly");
    }
    result
}

/// While nobody has set it up, prints the address that lets whoever reads this do so.
async fn invite(baton: &Baton, address: &str) -> io::Result<()> {
    if baton
        .store
        .first_workspace()
        .await
        .map_err(io::Error::other)?
        .is_some()
    {
        return Ok(());
    }
    let path = baton.setup.offer().await.map_err(io::Error::other)?;
    println!("Nobody has set this Baton up yet. To begin, open {address}{path}");
    Ok(())
}

async fn until_stopped(mut stopped: watch::Receiver<bool>) {
    // An error means the sender is gone, which is the end as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Ctrl+C at a terminal, or SIGTERM from whatever supervises the process.
async fn order_to_stop() {
    let interrupt = async {
        if let Err(error) = signal::ctrl_c().await {
            tracing::error!("cannot hear Ctrl+C: {error}");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!("cannot hear SIGTERM: {error}");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping");
}
