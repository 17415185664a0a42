import CZlib

extension Gzip {
  /// Compresses bytes into one gzip member without time and name: equal bytes, equal files.
  package static func compress(_ contents: [UInt8]) -> [UInt8] {
    let zlib = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    zlib.initialize(to: z_stream())
    defer { zlib.deallocate() }
    // 15: the largest window; + 16: gzip's header and trailer.
    let status = deflateInit2_(
      zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib takes these parameters")
    defer { deflateEnd(zlib) }
    // zlib counts in 32 bits, and no text of ours is that long.
    precondition(contents.count < JSONDocument.maximumSize, "a text fits 31 bits")
    let bound = Int(deflateBound(zlib, UInt(contents.count)))
    return contents.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        zlib.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        zlib.pointee.avail_in = UInt32(input.count)
        zlib.pointee.next_out = output.baseAddress
        zlib.pointee.avail_out = UInt32(bound)
        let status = deflate(zlib, Z_FINISH)
        precondition(status == Z_STREAM_END, "the bound is one")
        count = bound - Int(zlib.pointee.avail_out)
      }
    }
  }
}
