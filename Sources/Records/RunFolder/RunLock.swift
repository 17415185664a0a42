import Foundation

/// Keeps two programs from recording to one run folder; gone with the program that holds it.
package final class RunLock: Sendable {
  /// Somebody else holds it.
  package struct Held: Error, CustomStringConvertible {
    let folder: String

    package var description: String {
      "\(folder): error: another balbench is recording to this folder; wait for it to end"
    }
  }

  private let file: Int32

  /// Takes the lock of a folder.
  package init(_ folder: RunFolder) throws {
    // The folder itself is locked, so that no file is left.
    file = open(folder.cells, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: folder.cells, operation: .read) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw Held(folder: folder.path)
    }
  }

  deinit { close(file) }
}
