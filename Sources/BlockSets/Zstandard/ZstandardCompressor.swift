import CZstd

/// Compresses bytes into frames of the Zstandard format (RFC 8878); equal bytes give equal frames
/// of the same version of libzstd.
package final class ZstandardCompressor {
  private let context: OpaquePointer

  /// Allocates the tables, which every call uses again.
  package init() {
    guard let context = ZSTD_createCCtx() else { fatalError("no memory to compress") }
    self.context = context
  }

  deinit { ZSTD_freeCCtx(context) }

  /// One frame, which states how many bytes it holds.
  package func compress(_ bytes: [UInt8]) throws(ZstandardError) -> [UInt8] {
    let capacity = ZSTD_compressBound(bytes.count)
    var status = 0
    let frame = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      status = bytes.withUnsafeBytes { input in
        ZSTD_compressCCtx(
          context, output.baseAddress, capacity, input.baseAddress, input.count,
          ZSTD_CLEVEL_DEFAULT)
      }
      count = ZSTD_isError(status) == 0 ? status : 0
    }
    // There is room for the worst case, so that only memory can be missing.
    guard ZSTD_isError(status) == 0 else { throw .outOfMemory }
    return frame
  }
}
