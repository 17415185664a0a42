/// Where opcodes and jump destinations are in code, found without the interpreter's analysis.
enum CodeScan {
  /// Bytes after the opcode at `place` that are its immediate.
  static func immediateSize(
    _ code: some RandomAccessCollection<UInt8>, at place: Int, isDefined: Bool
  )
    -> Int
  {
    guard isDefined else { return 0 }
    let start = code.startIndex
    let byte = code[code.index(start, offsetBy: place)]
    switch byte {
    case 0x60...0x7f: return Int(byte) - 0x5f
    case 0xe6...0xe8:
      // EIP-8024: beyond the end the immediate is 0; a byte that stands for nothing makes the
      // opcode invalid.
      let next = place + 1 < code.count ? code[code.index(start, offsetBy: place + 1)] : 0
      let first: UInt8 = byte == 0xe8 ? 82 : 91
      return (first...127).contains(next) ? 0 : 1
    default: return 0
    }
  }

  /// For each byte whether a jump may lead there (yellow paper, 9.4.3).
  static func jumpDestinations(_ code: UnsafeBufferPointer<UInt8>) -> [Bool] {
    var result = [Bool](repeating: false, count: code.count)
    var place = 0
    while place < code.count {
      let byte = code[place]
      if byte == 0x5b { result[place] = true }
      place += (0x60...0x7f).contains(byte) ? Int(byte) - 0x5e : 1
    }
    return result
  }
}
