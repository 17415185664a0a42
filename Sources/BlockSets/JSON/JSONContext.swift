/// What every value of a document refers to, and the making of errors from it.
struct JSONContext {
  let text: UnsafePointer<UInt8>
  let textCount: Int
  let tape: UnsafePointer<JSONTapeEntry>
  let tapeCount: Int
  let file: String

  /// An error at a byte of the text.
  func error(at offset: Int, path: String, message: String) -> JSONError {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, textCount) {
      if text[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if text[index] & 0xc0 != 0x80 {
        column += 1
      }
    }
    return JSONError(
      file: file, line: line, column: column, offset: offset, path: path, message: message)
  }

  /// The way from the root to the entry at `target`, which may be one past the last of a tape
  /// whose containers are still open.
  ///
  /// - Complexity: O(*n*) in the entries before `target`; only errors ask for it.
  func path(to target: Int) -> String {
    var path = ""
    var index = 0
    while index < target, index < tapeCount {
      let isObject = text[Int(tape[index].offset)] == UInt8(ascii: "{")
      guard isObject || text[Int(tape[index].offset)] == UInt8(ascii: "[") else { break }
      var child = index + 1
      var position = 0
      while child < tapeCount {
        let value = isObject ? child + 1 : child
        let next = value < tapeCount ? end(of: value) : value + 1
        if target < next {
          break
        }
        child = next
        position += 1
      }
      if isObject {
        // A name that is still to come has no step of its own.
        guard child < tapeCount else { break }
        path += step(toMember: child, isFirst: path.isEmpty)
        if target <= child { break }
        index = child + 1
      } else {
        path += "[\(position)]"
        index = child
      }
    }
    return path
  }

  /// The entry after a value and all it contains; past everything for an open container.
  func end(of index: Int) -> Int {
    switch text[Int(tape[index].offset)] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let end = Int(tape[index].extent)
      return end == 0 ? Int.max : end
    default: return index + 1
    }
  }

  private func step(toMember key: Int, isFirst: Bool) -> String {
    let length = Int(tape[key].extent & ~JSONTapeEntry.needsDecoding)
    let name = excerpt(from: Int(tape[key].offset) + 1, count: length, limit: 200)
    let isPlain = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte &- UInt8(ascii: "0") < 10
        || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
    guard isPlain, !name.isEmpty else { return "[\"\(name)\"]" }
    return isFirst ? name : "." + name
  }

  /// The byte at `offset` in words.
  func describeByte(at offset: Int) -> String {
    guard offset < textCount else { return "the end of the text" }
    let byte = text[offset]
    guard (0x20..<0x7f).contains(byte) else {
      return "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"" + String(UnicodeScalar(byte)) + "\""
  }

  /// A piece of the text for a message, cut at `limit` bytes.
  func excerpt(from offset: Int, count: Int, limit: Int = 48) -> String {
    let bytes = UnsafeBufferPointer(start: text + offset, count: min(count, limit))
    return String(decoding: bytes, as: UTF8.self) + (count > limit ? "…" : "")
  }
}
