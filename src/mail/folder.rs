//! The folder transport: one `.eml` file a letter, named by its Message-ID, so that a resend is the same file.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Parcel, Refusal};

pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned() })
    }

    pub(super) fn deliver(&self, parcel: &Parcel) -> Result<(), Refusal> {
        self.write(parcel).map_err(|error| Refusal::passing(format!("folder: {}", error.kind())))
    }

    /// Readers see a whole letter or none: it gets its name when it is complete and on the disk.
    fn write(&self, parcel: &Parcel) -> io::Result<()> {
        let name = file_name(&parcel.message_id);
        let hidden = self.path.join(format!(".{name}.{}.part", std::process::id()));
        let mut file = File::create(&hidden)?;
        file.write_all(&parcel.bytes)?;
        file.sync_all()?;
        fs::rename(&hidden, self.path.join(format!("{name}.eml")))
    }

    pub(super) fn settle(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }

    pub(super) fn examine(&self) -> io::Result<()> {
        let probe = self.path.join(format!(".probe.{}.part", std::process::id()));
        File::create(&probe)?.sync_all()?;
        fs::remove_file(probe)
    }
}

/// The part before the `@`, which we made of letters and digits only.
fn file_name(message_id: &str) -> String {
    message_id.split('@').next().unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(text: &str) -> Parcel {
        let address: lettre::Address = "ada@example.org".parse().unwrap();
        let message_id = "<3yZe7d@notes.example>".to_owned();
        Parcel { message_id, from: address.clone(), to: address, bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_letter_sent_twice_is_one_file_and_nothing_else_is_left_behind() {
        let path = std::env::temp_dir().join(format!("goodenough-folder-{}", std::process::id()));
        let folder = Folder::open(&path).unwrap();
        folder.deliver(&parcel("first")).unwrap();
        folder.deliver(&parcel("again")).unwrap();
        folder.settle().unwrap();
        folder.examine().unwrap();
        let names: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["3yZe7d.eml"]);
        assert_eq!(fs::read_to_string(path.join("3yZe7d.eml")).unwrap(), "again");
        fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn no_message_id_leads_out_of_the_folder() {
        assert_eq!(file_name("<../../etc/passwd@x>"), "etcpasswd");
    }

    #[test]
    fn a_folder_that_is_gone_is_a_reason_to_try_again() {
        let path = std::env::temp_dir().join(format!("goodenough-gone-{}", std::process::id()));
        let folder = Folder::open(&path).unwrap();
        fs::remove_dir_all(&path).unwrap();
        assert!(!folder.deliver(&parcel("lost")).unwrap_err().lasting);
    }
}
