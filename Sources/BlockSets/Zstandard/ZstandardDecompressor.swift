import CZstd

/// Decompresses files of one Zstandard frame (RFC 8878) whose size is known beforehand.
package final class ZstandardDecompressor {
  private static let blockHeaderSize = 3

  private let context: OpaquePointer

  /// Allocates the tables, which every call uses again: that costs more than a small file.
  package init() {
    guard let context = ZSTD_createDCtx() else { fatalError("no memory to decompress") }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Decompresses a frame.
  ///
  /// - Parameters:
  ///   - count: How many bytes there must be; no more memory is taken.
  ///   - contents: Gets them in place of what it held; its memory stays.
  package func decompress(
    _ compressed: [UInt8], count: Int, into contents: inout [UInt8]
  ) throws(ZstandardError) {
    guard compressed.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) else { throw .notZstandard }
    let stated = compressed.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    guard stated == UInt64(count) else {
      // The greatest numbers stand for "not stated" and for a malformed header.
      if stated == .max - 1 { throw damage(in: compressed) }
      throw .contentSize(expected: count, found: stated == .max ? nil : stated)
    }
    contents.removeAll(keepingCapacity: true)
    contents.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { output, initialized in
        let status = compressed.withUnsafeBytes { input in
          ZSTD_decompressDCtx(context, output.baseAddress, count, input.baseAddress, input.count)
        }
        if ZSTD_isError(status) == 0 { initialized = status }
      }
    }
    guard contents.count == count else { throw damage(in: compressed) }
    let end = compressed.withUnsafeBytes { ZSTD_findFrameCompressedSize($0.baseAddress, $0.count) }
    // A frame of no contents may follow unnoticed.
    guard end == compressed.count else { throw .trailingBytes(offset: end) }
  }

  /// Finds what is wrong with a frame that could not be decompressed, and where: block by block.
  private func damage(in compressed: [UInt8]) -> ZstandardError {
    compressed.withUnsafeBytes { bytes -> ZstandardError in
      var input = ZSTD_inBuffer(src: bytes.baseAddress, size: 0, pos: 0)
      var step = ZSTD_initDStream(context)
      while input.pos < bytes.count {
        let start = input.pos
        // A step is a block and the next one's header, which come apart here.
        let size = step > Self.blockHeaderSize ? step - Self.blockHeaderSize : step
        input.size = min(start + size, bytes.count)
        step = Self.discard(&input, by: context)
        if ZSTD_isError(step) != 0 {
          if ZSTD_getErrorCode(step) == ZSTD_error_memory_allocation { return .outOfMemory }
          return .malformed(offset: start, reason: String(cString: ZSTD_getErrorName(step)))
        }
        if step == 0 { return .trailingBytes(offset: input.pos) }
      }
      return .truncated(offset: bytes.count)
    }
  }

  /// Decompresses one step's input into nothing.
  ///
  /// - Returns: How many bytes the next step wants, 0 at the end, or an error.
  private static func discard(_ input: inout ZSTD_inBuffer, by context: OpaquePointer) -> Int {
    withUnsafeTemporaryAllocation(byteCount: ZSTD_DStreamOutSize(), alignment: 16) { room in
      while true {
        var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        let step = ZSTD_decompressStream(context, &output, &input)
        if ZSTD_isError(step) != 0 || step == 0
          || input.pos == input.size && output.pos < room.count
        {
          return step
        }
      }
    }
  }
}
