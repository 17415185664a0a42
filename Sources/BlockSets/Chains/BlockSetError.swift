/// Why a block set could not be read.
package enum BlockSetError: Error, CustomStringConvertible {
  /// Nothing is at the path.
  case missing(path: String)
  /// A directory or pattern has no JSON file.
  case empty(path: String)
  /// The operating system refuses to read it.
  case unreadable(path: String, reason: String)
  /// The file is larger than is accepted.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// The file is no sound gzip file.
  case gzip(path: String, GzipError)
  /// The file's text is not what its format asks for; the error has the position.
  case json(JSONError)
  /// The file is well formed and of a format that holds no blocks.
  case unsupported(path: String, found: String)

  /// `file: error: …`, or with line and column where there are any.
  package var description: String {
    switch self {
    case .missing(let path): "\(path): error: no such file or directory"
    case .empty(let path): "\(path): error: expected .json or .json.gz files, found none"
    case .unreadable(let path, let reason): "\(path): error: \(reason)"
    case .tooLarge(let path, let bytes, let limit):
      "\(path): error: expected at most \(limit) bytes, found \(bytes)"
    case .gzip(let path, let error): "\(path): error: \(error)"
    case .json(let error): error.description
    case .unsupported(let path, let found):
      "\(path): error: expected a real-block record, blockchain tests or state tests, "
        + "found \(found)"
    }
  }
}
