import EthereumTypes

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
  /// The file of a block set's folder cannot be compressed or decompressed.
  case zstandard(path: String, ZstandardError)
  /// The file's text is not what its format asks for; the error has the position.
  case json(JSONError)
  /// The file is well formed and of a format that holds no blocks.
  case unsupported(path: String, found: String)
  /// The manifest of a block set's folder has these problems.
  case manifest([JSONError])
  /// The folder has not the files that its manifest lists.
  case folder(path: String, missing: [String], unexpected: [String])
  /// A file's contents are not those that the manifest was written for.
  case digest(path: String, BlockSetManifest.File, found: Hash32)
  /// A file's contents are no record, although they have their digest.
  case record(path: String, RecordError)
  /// A chain has something that the format it is to be written in cannot hold.
  case inexpressible(subject: String, format: String, reason: String)
  /// A file or folder cannot be written.
  case unwritable(path: String, reason: String)

  /// `file: error: …`, or with line and column where there are any.
  package var description: String {
    switch self {
    case .missing(let path): "\(path): error: no such file or directory"
    case .empty(let path): "\(path): error: expected .json or .json.gz files, found none"
    case .unreadable(let path, let reason): "\(path): error: \(reason)"
    case .tooLarge(let path, let bytes, let limit):
      "\(path): error: expected at most \(limit) bytes, found \(bytes)"
    case .gzip(let path, let error): "\(path): error: \(error); \(Self.remedy)"
    case .zstandard(let path, let error): "\(path): error: \(error); \(Self.remedy)"
    case .json(let error): error.description
    case .unsupported(let path, let found):
      "\(path): error: expected a real-block record, blockchain tests or state tests, "
        + "found \(found)"
    case .manifest(let problems): problems.map(\.description).joined(separator: "\n")
    case .folder(let path, let missing, let unexpected):
      (missing.map { "\(path)\($0): error: listed in \(BlockSetManifest.fileName), and not there" }
        + unexpected.map {
          "\(path)\($0): error: not listed in \(BlockSetManifest.fileName); move it elsewhere"
        } + (missing.isEmpty ? [] : [Self.remedy])).joined(separator: "\n")
    case .digest(let path, let file, let found):
      "\(path): error: expected contents with SHA-256 \(file.digest), found \(found); "
        + Self.remedy
    case .record(let path, let error): "\(path): error: \(error)"
    case .inexpressible(let subject, let format, let reason):
      "\(subject): error: cannot become \(format): \(reason)"
    case .unwritable(let path, let reason): "\(path): error: \(reason)"
    }
  }

  private static let remedy = "copy the files again from where they came"
}
