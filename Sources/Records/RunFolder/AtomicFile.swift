import Foundation

/// A file that appears under its name only when it is complete and on disk.
///
/// The content goes to `<path>.partial`, which is synchronized and renamed. Whatever kills the
/// process before that leaves a partial file that readers ignore. The file is open only while it
/// is written to: a run records into thousands at once.
package final class AtomicFile {
  /// The ending of a file that is not complete yet.
  package static let partialSuffix = ".partial"

  private static let bufferSize = 1 << 14

  private let path: String
  private let partial: String
  private var buffer: [UInt8] = []
  private var isCommitted = false

  /// Starts a file; one that a killed process left unfinished is begun anew.
  package init(path: String) throws(FileError) {
    self.path = path
    partial = path + Self.partialSuffix
    try append(flags: O_TRUNC, synchronize: false)
  }

  /// Appends text to the file.
  package func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8)[...])
  }

  /// Appends bytes to the file.
  package func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try append(flags: O_APPEND, synchronize: false) }
  }

  /// Makes the file appear under its name, complete and on disk.
  package func commit() throws(FileError) {
    precondition(!isCommitted, "\(path) committed twice")
    try append(flags: O_APPEND, synchronize: true)
    guard rename(partial, path) == 0 else { throw FileError(path: path, operation: .rename) }
    isCommitted = true
    synchronizeFolder()
  }

  /// Writes a whole file at once.
  package static func write(_ text: String, to path: String) throws(FileError) {
    let file = try AtomicFile(path: path)
    try file.write(text)
    try file.commit()
  }

  private func append(flags: Int32, synchronize: Bool) throws(FileError) {
    let file = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
    guard file >= 0 else { throw FileError(path: partial, operation: .create) }
    defer { close(file) }
    var written = 0
    while written < buffer.count {
      let step = buffer[written...].withUnsafeBytes {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { throw FileError(path: partial, operation: .write) }
      written += step
    }
    if synchronize, fsync(file) != 0 { throw FileError(path: partial, operation: .write) }
    buffer.removeAll(keepingCapacity: true)
  }

  // The rename itself survives a power failure only once the folder is on disk. Not every file
  // system can do that, and the file is whole either way.
  private func synchronizeFolder() {
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
