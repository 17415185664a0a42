/// Why bytes could not be decompressed. Offsets count compressed bytes from the file's start.
package enum GzipError: Error, Equatable, CustomStringConvertible {
  /// The bytes do not start with a gzip member's magic number (RFC 1952, 2.3.1).
  case notGzip
  /// The data end in the middle of a member.
  case truncated(offset: Int)
  /// A member's header or deflate stream is malformed.
  case malformed(offset: Int, reason: String)
  /// A member's CRC-32 or length is not that of its contents.
  case checksumMismatch(offset: Int)
  /// Something that is no gzip member follows the last member.
  case trailingBytes(offset: Int)
  /// The contents are larger than is allowed for so much compressed data.
  case tooLarge(offset: Int, limit: Int)
  /// zlib could not allocate its window.
  case outOfMemory

  /// What was expected, and at which compressed byte.
  package var description: String {
    switch self {
    case .notGzip: "expected gzip data (bytes 1f 8b 08) at compressed byte 0"
    case .truncated(let offset): "the gzip data end early, at compressed byte \(offset)"
    case .malformed(let offset, let reason):
      "malformed gzip data at compressed byte \(offset): \(reason)"
    case .checksumMismatch(let offset):
      "the contents do not match the gzip checksum at compressed byte \(offset)"
    case .trailingBytes(let offset):
      "expected the end of the gzip data at compressed byte \(offset)"
    case .tooLarge(let offset, let limit):
      "the contents exceed \(limit) bytes, at compressed byte \(offset)"
    case .outOfMemory: "zlib has no memory for its window"
    }
  }
}
