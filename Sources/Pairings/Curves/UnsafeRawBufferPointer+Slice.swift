extension UnsafeRawBufferPointer {
  /// The bytes of a range of this buffer.
  func slice(_ start: Int, count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[start..<start + count])
  }
}
