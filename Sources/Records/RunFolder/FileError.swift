import Foundation

/// A file of a run folder that could not be read or written.
package struct FileError: Error, Equatable, CustomStringConvertible {
  /// What was tried.
  package enum Operation: String, Sendable {
    case create
    case read
    case write
    case rename
  }

  /// The file.
  package let path: String
  /// What was tried.
  package let operation: Operation
  /// The system's reason.
  package let reason: String

  /// An error with the system's reason for it, taken from `errno`.
  package init(path: String, operation: Operation) {
    self.path = path
    self.operation = operation
    reason = String(cString: strerror(errno))
  }

  package var description: String {
    "\(path): error: cannot \(operation.rawValue) the file: \(reason)"
  }
}
