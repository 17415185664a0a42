import Foundation

/// The memory of a frame: a buffer that grows by doubling and is kept for the next frame.
///
/// All bytes beyond those in use are zero, so that growing within the buffer only counts. Ending
/// a frame leaves the bytes, because its output lies there; the next frame clears them.
struct FrameMemory {
  private(set) var base: UnsafeMutableRawPointer
  /// Bytes in use, a multiple of 32 but for the output of a precompiled contract.
  private(set) var count = 0
  private var capacity: Int

  /// No gas limit in use pays for more (3.5 · 10¹³ gas).
  static let limit: UInt64 = 1 << 32

  init() {
    capacity = 4096
    base = Self.allocateZeros(capacity)
  }

  func deallocate() { free(base) }

  /// Empties the memory for the next frame.
  mutating func reset() {
    if count > 0 { base.initializeMemory(as: UInt8.self, repeating: 0, count: count) }
    count = 0
  }

  /// One more than the last offset at which a whole word is in use.
  @inline(__always)
  var wordLimit: UInt64 { count == 0 ? 0 : UInt64(count - 31) }

  /// Makes `size` bytes, a multiple of 32, the bytes in use.
  @inline(__always)
  mutating func grow(to size: Int) {
    if size > capacity { reallocate(size) }
    count = size
  }

  /// Makes the empty memory hold the output of a precompiled contract, which has no frame.
  mutating func hold(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    grow(to: bytes.count)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { base.copyMemory(from: start, byteCount: source.count) }
    }
    return UnsafeRawBufferPointer(start: base, count: bytes.count)
  }

  @inline(never)
  private mutating func reallocate(_ size: Int) {
    while capacity < size { capacity *= 2 }
    let larger = Self.allocateZeros(capacity)
    larger.copyMemory(from: base, byteCount: count)
    free(base)
    base = larger
  }

  /// Fresh pages of the system are zero already, so that large buffers cost what is used of them.
  private static func allocateZeros(_ size: Int) -> UnsafeMutableRawPointer {
    guard let bytes = calloc(size, 1) else { fatalError("out of memory for \(size) bytes") }
    return bytes
  }

  /// The gas for a memory of this many words in all.
  @inline(__always)
  static func cost(words: Int64) -> Int64 {
    GasSchedule.memoryWord &* words &+ (words &* words) >> 9
  }
}

/// A part of a frame's memory that is in use.
struct MemoryRegion {
  var offset: Int
  var count: Int
}
