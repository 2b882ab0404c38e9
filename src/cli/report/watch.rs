//! `blocs report --watch`: the report is written again whenever a file of its data changes.
//!
//! Files are looked at twice a second, by their time and length: a dozen of them cost nothing, and it works on network
//! drives, where notices of change do not arrive.

use std::io::{self, Write as _};
use std::time::Duration;

use super::super::data;
use super::super::failure::Failure;
use super::{Args, Written, write};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// What one round came to.
#[derive(Debug)]
pub(super) enum Round {
    /// The data were sound: the report is new.
    Rewritten(Written),
    /// They were not, or could not be read: the last good report stays.
    Kept(Failure),
}

/// One round: check, then rewrite or keep.
pub(super) fn round(args: &Args) -> Round {
    match write(args, true) {
        Ok(written) => Round::Rewritten(written),
        Err(failure) => Round::Kept(failure),
    }
}

/// Goes on until it is stopped.
pub(super) fn run(args: &Args, quiet: bool) -> Result<(), Failure> {
    let (_, mut paths) = args.data.folders()?;
    if data::stamps(&paths).is_empty() {
        let names = args.data.names().join(", ");
        return Err(Failure::command(format!("{names} is built in and never changes: name a folder with -d to watch")));
    }
    loop {
        let seen = data::stamps(&paths);
        match round(args) {
            Round::Rewritten(written) if !quiet => written.say(args)?,
            Round::Rewritten(_) => {}
            // A wrong word on the command line is no fault of the data, and no edit of a table mends it.
            Round::Kept(Failure::Command(message)) if !args.output.exists() => return Err(Failure::Command(message)),
            Round::Kept(failure) => {
                let stays = if args.output.exists() { "the last good report stays" } else { "no report is written" };
                failure.tell();
                writeln!(io::stderr(), "{stays} in {}", args.output.display())?;
            }
        }
        if let Ok((_, now)) = args.data.folders() {
            paths = now;
        }
        if !quiet {
            writeln!(io::stderr(), "watching {} files; Ctrl-C ends", seen.len())?;
        }
        let mut before = seen.clone();
        // A change is answered once nothing has changed between two looks: programs save several files one by one.
        loop {
            std::thread::sleep(PAUSE);
            let now = data::stamps(&paths);
            if now != seen && now == before {
                break;
            }
            before = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(data: &Path, output: &Path) -> Args {
        let (data, output) = (data.to_string_lossy(), output.to_string_lossy());
        Line::parse_from(["report", "-d", &data, "-o", &output, "--only", "overlap"]).args
    }

    #[test]
    fn faults_keep_the_last_good_report() {
        let folder = tempfile::tempdir().unwrap();
        let (data, output) = (folder.path().join("toy"), folder.path().join("report"));
        fs::create_dir(&data).unwrap();
        for file in blocs::dataset::builtin("toy-council").unwrap().files {
            fs::write(data.join(&file.name), &file.bytes).unwrap();
        }
        let args = args(&data, &output);
        assert!(matches!(round(&args), Round::Rewritten(_)));
        let good = fs::read(output.join("manifest.json")).unwrap();

        let claims = fs::read_to_string(data.join("claims.csv")).unwrap();
        let stamps = || data::stamps(&vec![("toy".to_owned(), data.to_string_lossy().into_owned())]);
        let before = stamps();
        fs::write(data.join("claims.csv"), claims.replace("member_of", "membr_of")).unwrap();
        assert_ne!(before, stamps());
        match round(&args) {
            Round::Kept(Failure::Data(faults)) => assert!(faults.contains("membr_of"), "{faults}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read(output.join("manifest.json")).unwrap(), good);
        // A table that is away for a moment, as some programs save, stops nothing either.
        fs::remove_file(data.join("entities.csv")).unwrap();
        assert!(matches!(round(&args), Round::Kept(_)));
        assert_eq!(fs::read(output.join("manifest.json")).unwrap(), good);
    }
}
