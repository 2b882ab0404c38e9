//! Files and folders get their names when they are whole; what has no name to give, a pipe or a device, is written through.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Writes a file aside and renames it, so that nothing half-written is ever found; `-` is standard output.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Aside::write(path, |out| out.write_all(bytes))?.keep()
}

/// Reads the name of a folder. A slash at its end is no part of it, and there is none that could go through a pipe.
pub fn folder(word: &str) -> Result<PathBuf, String> {
    let found: PathBuf = Path::new(word).components().collect();
    match (word, found.file_name()) {
        ("-", _) => Err("expected a folder; `-` is an output of tables, graphs and figures only".to_owned()),
        (_, None) => Err("expected a folder with a name of its own".to_owned()),
        _ => Ok(found),
    }
}

/// Whether what is written goes through at once: standard output, a pipe, a device.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-" || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Where a link leads, whether anything is there or not; a path that is no link, as it is. The name of a folder may end
/// in a slash.
fn followed(path: &Path) -> PathBuf {
    // As many links as the systems follow.
    const LINKS: usize = 40;
    let mut path: PathBuf = path.components().collect();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&path) else { break };
        path = path.parent().map_or(next.clone(), |parent| parent.join(next));
    }
    path
}

/// Two outputs of one name would write over each other, or on standard output one behind the other, a folder is no file, and
/// what is write-protected is to stay as it is: nothing is written then.
pub fn apart<'a>(files: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
    let (mut seen, mut printed) = (BTreeSet::new(), false);
    for file in files {
        if file.as_os_str() == "-" && std::mem::replace(&mut printed, true) {
            return Err(Failure::command("standard output is asked for twice: name a file for one of them"));
        }
        if is_stream(file) {
            continue;
        }
        if file.is_dir() {
            return Err(Failure::Machine(format!("cannot write {}: it is a folder", file.display())));
        }
        may_write(file, &followed(file))?;
        // One file has many names; a folder that is still to be made has the one that it is given.
        let place = std::path::absolute(followed(file)).unwrap_or_else(|_| file.to_owned());
        let folder = place.parent().and_then(|parent| parent.canonicalize().ok());
        let name = folder.zip(place.file_name()).map(|(folder, name)| folder.join(name));
        if !seen.insert(name.unwrap_or(place)) {
            return Err(Failure::command(format!("{} is asked for twice", file.display())));
        }
    }
    Ok(())
}

/// A file may always get a new name; that it is not to be written is said by its mode alone.
fn may_write(path: &Path, name: &Path) -> Result<(), Failure> {
    match fs::metadata(name) {
        Ok(found) if found.permissions().readonly() => {
            Err(Failure::Machine(format!("cannot write {}: it is write-protected", path.display())))
        }
        _ => Ok(()),
    }
}

/// A file that is whole and does not have its name yet; without one it is taken away. A link stays, and the file that it
/// leads to gets its name; what is no file (a pipe, a device) is written through. Who may read a file that is replaced may read
/// the new one, and nobody else.
pub struct Aside<'a> {
    path: &'a Path,
    /// The name that it gets.
    name: PathBuf,
    /// None once it has its name, and for standard output.
    aside: Option<PathBuf>,
}

impl<'a> Aside<'a> {
    /// Writes what will get the name `path`; `-` is standard output.
    pub fn write(path: &'a Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Self, Failure> {
        Self::write_like(path, &followed(path), write)
    }
    /// The same, open to whom the file `like` is, where there is one.
    fn write_like(
        path: &'a Path,
        like: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            let mut out = io::stdout().lock();
            write(&mut out)?;
            out.flush()?;
            return Ok(Self { path, name: PathBuf::new(), aside: None });
        }
        let failed = |error: io::Error| Failure::at(path, "write", &error);
        if is_stream(path) {
            let mut out = fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
            write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
            return Ok(Self { path, name: PathBuf::new(), aside: None });
        }
        let name = followed(path);
        if let Some(parent) = name.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "make the folder", &error))?;
        }
        may_write(path, &name)?;
        sweep(&name);
        let aside = marked(&name, PARTIAL);
        let file = Self { path, name, aside: Some(aside.clone()) };
        created(&aside, like).and_then(|mut out| write(&mut out)).map_err(failed)?;
        Ok(file)
    }
    /// Gives it its name.
    pub fn keep(mut self) -> Result<(), Failure> {
        let Some(aside) = &self.aside else { return Ok(()) };
        fs::rename(aside, &self.name).map_err(|error| Failure::at(self.path, "write", &error))?;
        self.aside = None;
        Ok(())
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        if let Some(aside) = &self.aside {
            let _ = fs::remove_file(aside);
        }
    }
}

/// A new file, open to whom the file `like` is from its first moment on, where there is one; else to whom the user opens files.
fn created(path: &Path, like: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let Ok(found) = fs::metadata(like) else { return options.open(path) };
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWN);
    let file = options.open(path)?;
    file.set_permissions(found.permissions())?;
    Ok(file)
}

/// Open to nobody else.
#[cfg(unix)]
const OWN: u32 = 0o600;

/// Gives a folder and those in it the modes of another and of those in that.
fn open_alike(new: &Path, old: &Path) -> io::Result<()> {
    for entry in fs::read_dir(new)? {
        let entry = entry?;
        let (new, old) = (entry.path(), old.join(entry.file_name()));
        if new.is_dir() && old.is_dir() {
            open_alike(&new, &old)?;
        }
    }
    fs::set_permissions(new, fs::metadata(old)?.permissions())
}

/// The ending of what is not whole yet.
const PARTIAL: &str = "partial";

/// Takes away what runs that were ended from outside left beside a path: under the number of a process that is no more.
/// Where the system does not tell which those are, it stays.
fn sweep(path: &Path) {
    let (Some(name), processes) = (path.file_name().and_then(|name| name.to_str()), Path::new("/proc")) else { return };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !processes.join(std::process::id().to_string()).exists() {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let number = || found.to_str()?.strip_prefix(name)?.strip_prefix('.')?.strip_suffix(PARTIAL)?.strip_suffix('.');
        if number().is_some_and(|number| number.parse::<u32>().is_ok() && !processes.join(number).exists()) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// The name beside a path under which this run keeps what is not whole.
fn marked(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.{mark}", std::process::id()));
    PathBuf::from(name)
}

/// Writes the files as a folder, whole or not at all.
pub fn replace_folder(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let new = NewFolder::beside(folder);
    files.iter().try_for_each(|(name, bytes)| new.put(name, bytes))?;
    new.swap_in()
}

/// A folder that is written aside and swapped in when it is whole, so that nothing half-written is ever found under its
/// name, and no file has to wait in memory for the others.
pub struct NewFolder {
    folder: PathBuf,
    aside: PathBuf,
}

impl NewFolder {
    /// Nothing is written yet. A link to a folder stays one.
    pub fn beside(folder: &Path) -> Self {
        let folder = followed(folder);
        sweep(&folder);
        Self { aside: marked(&folder, PARTIAL), folder }
    }
    /// Writes one file of it. While it is not whole, nobody else looks into a folder that replaces another.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut folder = fs::DirBuilder::new();
        #[cfg(unix)]
        if self.folder.exists() {
            std::os::unix::fs::DirBuilderExt::mode(&mut folder, OWN | 0o100);
        }
        folder
            .recursive(true)
            .create(&self.aside)
            .map_err(|error| Failure::at(&self.aside, "make the folder", &error))?;
        let path = self.aside.join(name);
        Aside::write_like(&path, &self.folder.join(name), |out| out.write_all(bytes))?.keep()
    }
    /// What was written under a name.
    pub fn get(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let path = self.aside.join(name);
        fs::read(&path).map_err(|error| Failure::at(&path, "read", &error))
    }
    /// Puts it under its name, in place of what was there and open to whom that was.
    pub fn swap_in(self) -> Result<(), Failure> {
        may_write(&self.folder, &self.folder)?;
        let before = marked(&self.folder, "before");
        let swapped = || -> io::Result<()> {
            if self.folder.exists() {
                open_alike(&self.aside, &self.folder)?;
                fs::rename(&self.folder, &before)?;
            }
            if let Err(error) = fs::rename(&self.aside, &self.folder) {
                // The old folder goes back to its place before the fault is told.
                let _ = fs::rename(&before, &self.folder);
                return Err(error);
            }
            Ok(())
        };
        swapped().map_err(|error| Failure::at(&self.folder, "write", &error))?;
        let _ = fs::remove_dir_all(&before);
        Ok(())
    }
}

impl Drop for NewFolder {
    /// What was not swapped in is taken away; of what was, nothing is left here.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.aside);
    }
}
