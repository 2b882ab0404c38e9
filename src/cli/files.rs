//! Files and folders that are found whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// Each file its own, and none a folder: known before the first is written.
pub fn apart<'a>(files: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
    let mut taken = BTreeSet::new();
    for file in files.filter(|file| file.as_os_str() != "-") {
        if file.is_dir() {
            return Err(Failure::Machine(format!("cannot write {}: it is a folder", file.display())));
        }
        if !taken.insert(std::path::absolute(file).unwrap_or_else(|_| file.to_owned())) {
            return Err(Failure::command(format!("{} is asked for twice", file.display())));
        }
    }
    Ok(())
}

/// Writes a file aside and renames it, so that nothing half-written is ever found; `-` is standard output.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Aside::write(path, |out| out.write_all(bytes))?.keep()
}

/// A file that is whole and does not have its name yet; without one it is taken away.
pub struct Aside {
    path: PathBuf,
    /// None once it has its name, and for standard output and devices.
    aside: Option<PathBuf>,
}

impl Aside {
    /// What is no file (a device, a named pipe) is written into as it is; a link stays one, and its file is replaced.
    pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            let mut out = io::stdout().lock();
            write(&mut out)?;
            out.flush()?;
            return Ok(Self { path: path.to_owned(), aside: None });
        }
        let failed = |error: io::Error| Failure::at(path, "write", &error);
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            let mut out = fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
            write(&mut out).map_err(failed)?;
            return Ok(Self { path: path.to_owned(), aside: None });
        }
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Failure::at(parent, "make the folder", &error))?;
        }
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut name = target.as_os_str().to_owned();
        name.push(format!(".{}.partial", std::process::id()));
        let name = PathBuf::from(name);
        let file = Self { path: target, aside: Some(name.clone()) };
        fs::File::create(&name).and_then(|mut out| write(&mut out)).map_err(failed)?;
        Ok(file)
    }
    /// Gives it its name.
    pub fn keep(mut self) -> Result<(), Failure> {
        let Some(name) = &self.aside else { return Ok(()) };
        fs::rename(name, &self.path).map_err(|error| Failure::at(&self.path, "write", &error))?;
        self.aside = None;
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Some(name) = &self.aside {
            let _ = fs::remove_file(name);
        }
    }
}

/// Writes the files as a folder, whole or not at all.
pub fn replace_folder(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let new = NewFolder::beside(folder);
    files.iter().try_for_each(|(name, bytes)| new.put(name, bytes))?;
    new.swap_in()
}

/// A folder that is written aside and swapped in when it is whole, so that nothing half-written is ever found under its
/// name, and no file has to wait in memory for the others.
pub struct NewFolder<'a> {
    folder: &'a Path,
    aside: PathBuf,
}

impl<'a> NewFolder<'a> {
    /// Nothing is written yet.
    pub fn beside(folder: &'a Path) -> Self {
        // Without the slash that a shell puts behind it.
        let folder = folder.components().as_path();
        Self { folder, aside: Self::marked(folder, "partial") }
    }
    fn marked(folder: &Path, mark: &str) -> PathBuf {
        let mut name = folder.as_os_str().to_owned();
        name.push(format!(".{}.{mark}", std::process::id()));
        PathBuf::from(name)
    }
    /// Writes one file of it.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        save(&self.aside.join(name), bytes)
    }
    /// Puts it under its name, in place of what was there.
    pub fn swap_in(self) -> Result<(), Failure> {
        let before = Self::marked(self.folder, "before");
        let swapped = || -> io::Result<()> {
            if self.folder.exists() {
                fs::rename(self.folder, &before)?;
            }
            if let Err(error) = fs::rename(&self.aside, self.folder) {
                // The old folder goes back to its place before the fault is told.
                let _ = fs::rename(&before, self.folder);
                return Err(error);
            }
            Ok(())
        };
        swapped().map_err(|error| Failure::at(self.folder, "write", &error))?;
        let _ = fs::remove_dir_all(&before);
        Ok(())
    }
}

impl Drop for NewFolder<'_> {
    /// What was not swapped in is taken away; of what was, nothing is left here.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.aside);
    }
}
