import CZlib

/// Decompression of whole gzip files (RFC 1952) into bounded memory.
package enum Gzip {
  /// How large contents may become.
  package struct Limit: Sendable {
    /// The most bytes, whatever the input.
    package var bytes: Int
    /// The most bytes for each compressed byte, once the contents exceed `alwaysAllowed`.
    package var ratio: Int
    /// The contents below which the ratio does not count.
    package var alwaysAllowed: Int

    /// 1 GiB in all, and 256 to one beyond 16 MiB: real fixtures compress up to about 40 to one.
    package static let standard = Limit(bytes: 1 << 30, ratio: 256, alwaysAllowed: 1 << 24)

    /// Makes a limit.
    package init(bytes: Int, ratio: Int, alwaysAllowed: Int) {
      self.bytes = bytes
      self.ratio = ratio
      self.alwaysAllowed = alwaysAllowed
    }

    /// The most bytes for so many compressed ones.
    func bytes(forCompressed count: Int) -> Int {
      let (scaled, overflow) = count.multipliedReportingOverflow(by: ratio)
      return min(bytes, max(alwaysAllowed, overflow ? Int.max : scaled))
    }
  }

  /// Whether the bytes start as a gzip member does.
  package static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x1f, 0x8b, 0x08])
  }

  /// Decompresses all members of a gzip file.
  package static func decompress(
    _ compressed: [UInt8], limit: Limit = .standard
  ) throws(GzipError) -> [UInt8] {
    guard isGzip(compressed) else { throw .notGzip }
    let limit = limit.bytes(forCompressed: compressed.count)
    return try compressed.withUnsafeBufferPointer { input throws(GzipError) -> [UInt8] in
      var stream = try InflateStream(input: input, limit: limit)
      try stream.inflateAllMembers()
      return stream.finish()
    }
  }
}

/// One run of zlib's inflate over a whole input.
private struct InflateStream: ~Copyable {
  private let input: UnsafeBufferPointer<UInt8>
  private let limit: Int
  private var consumed = 0
  private var contents: [UInt8]
  private var count = 0
  /// zlib keeps a pointer back to this structure, so it must not move.
  private let zlib: UnsafeMutablePointer<z_stream>

  init(input: UnsafeBufferPointer<UInt8>, limit: Int) throws(GzipError) {
    self.input = input
    self.limit = limit
    contents = []
    zlib = .allocate(capacity: 1)
    zlib.initialize(to: z_stream())
    // 15: the largest window; + 16: gzip's header and trailer, nothing else.
    let status = inflateInit2_(zlib, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .outOfMemory }
    contents = [UInt8](repeating: 0, count: Self.firstCapacity(for: input, limit: limit))
  }

  deinit {
    inflateEnd(zlib)
    zlib.deallocate()
  }

  consuming func finish() -> [UInt8] {
    var contents = contents
    contents.removeLast(contents.count - count)
    return contents
  }

  mutating func inflateAllMembers() throws(GzipError) {
    repeat {
      try inflateMember()
      let rest = input[consumed...]
      guard rest.isEmpty || rest.starts(with: [0x1f, 0x8b]) else {
        throw .trailingBytes(offset: consumed)
      }
      guard inflateReset(zlib) == Z_OK else { throw .outOfMemory }
    } while consumed < input.count
  }

  /// The size that the trailer states (RFC 1952, ISIZE) where it is plausible, so that a single
  /// member needs one allocation; one byte more tells "full" from "exceeded".
  private static func firstCapacity(
    for input: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> Int {
    let stated = input.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    // Deflate cannot compress better than 1,032 to one.
    let plausible = stated / 1_032 <= input.count
    return min(plausible ? stated + 1 : input.count * 4, limit + 1)
  }

  private mutating func inflateMember() throws(GzipError) {
    while true {
      if count == contents.count { try grow() }
      let status = step()
      if count > limit { throw .tooLarge(offset: consumed, limit: limit) }
      switch status {
      case Z_STREAM_END: return
      case Z_OK: continue
      case Z_BUF_ERROR:
        // No progress: with room for output left, it is the input that ended.
        if count < contents.count { throw .truncated(offset: consumed) }
      case Z_MEM_ERROR: throw .outOfMemory
      default: throw failure()
      }
    }
  }

  /// Inflates what fits into the free part of `contents`.
  private mutating func step() -> Int32 {
    // zlib counts in 32 bits; a larger rest waits for the next step.
    let inputCount = min(input.count - consumed, Int(UInt32.max))
    let outputCount = min(contents.count - count, Int(UInt32.max))
    let zlib = zlib
    let source = input.baseAddress.map { $0 + consumed }
    let status = contents.withUnsafeMutableBufferPointer { buffer in
      zlib.pointee.next_in = UnsafeMutablePointer(mutating: source)
      zlib.pointee.avail_in = UInt32(inputCount)
      zlib.pointee.next_out = buffer.baseAddress.map { $0 + count }
      zlib.pointee.avail_out = UInt32(outputCount)
      return inflate(zlib, Z_NO_FLUSH)
    }
    consumed += inputCount - Int(zlib.pointee.avail_in)
    count += outputCount - Int(zlib.pointee.avail_out)
    return status
  }

  private mutating func grow() throws(GzipError) {
    guard contents.count <= limit else { throw .tooLarge(offset: consumed, limit: limit) }
    let capacity = min(max(contents.count * 2, 1 << 16), limit + 1)
    contents.append(contentsOf: repeatElement(0, count: capacity - contents.count))
  }

  private func failure() -> GzipError {
    let reason = zlib.pointee.msg.map { String(cString: $0) } ?? "invalid data"
    // zlib's names for the two checks of a member's trailer.
    if reason == "incorrect data check" || reason == "incorrect length check" {
      return .checksumMismatch(offset: consumed)
    }
    return .malformed(offset: consumed, reason: reason)
  }
}
