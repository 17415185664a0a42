import CZlib

extension Gzip {
  /// Compresses bytes into one gzip member without a name or a time, so that equal bytes give
  /// equal files.
  package static func compress(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
    var stream = z_stream()
    // 15 + 16: the largest window, in gzip's wrapping; 8: zlib's default memory.
    let status = deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .outOfMemory }
    defer { deflateEnd(&stream) }
    var compressed: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var consumed = 0
    while true {
      // zlib counts in 32 bits; a larger rest waits for the next step.
      let inputCount = min(bytes.count - consumed, Int(UInt32.max))
      let isLast = consumed + inputCount == bytes.count
      let status = bytes.withUnsafeBufferPointer { input in
        chunk.withUnsafeMutableBufferPointer { output in
          stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + consumed) }
          stream.avail_in = UInt32(inputCount)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          return deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        }
      }
      consumed += inputCount - Int(stream.avail_in)
      compressed += chunk.prefix(chunk.count - Int(stream.avail_out))
      if status == Z_STREAM_END { return compressed }
      guard status == Z_OK || status == Z_BUF_ERROR else { throw .outOfMemory }
    }
  }
}
