/// Why bytes could not be compressed or decompressed. Offsets count compressed bytes from the
/// file's start.
package enum ZstandardError: Error, Equatable, CustomStringConvertible {
  /// The bytes do not start with a frame's magic number (RFC 8878, 3.1.1).
  case notZstandard
  /// The frame's header does not state the number of bytes that is expected.
  case contentSize(expected: Int, found: UInt64?)
  /// The data end in the middle of the frame.
  case truncated(offset: Int)
  /// The frame is malformed in the block that starts at the offset, or in its header.
  case malformed(offset: Int, reason: String)
  /// Something follows the frame.
  case trailingBytes(offset: Int)
  /// There is no memory for the work.
  case outOfMemory

  /// What was expected, and at which compressed byte.
  package var description: String {
    switch self {
    case .notZstandard: "expected zstd data (bytes 28 b5 2f fd) at compressed byte 0"
    case .contentSize(let expected, let found):
      "expected a zstd frame of \(expected) bytes, at compressed byte 4 the header says "
        + (found.map { "\($0)" } ?? "nothing")
    case .truncated(let offset): "the zstd data end early, at compressed byte \(offset)"
    case .malformed(let offset, let reason):
      "malformed zstd data at compressed byte \(offset): \(reason)"
    case .trailingBytes(let offset):
      "expected the end of the zstd data at compressed byte \(offset)"
    case .outOfMemory: "no memory to compress or decompress"
    }
  }
}
