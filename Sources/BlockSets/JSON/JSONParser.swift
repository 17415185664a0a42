/// A strict RFC 8259 parser that writes a tape and decodes nothing.
///
/// Reads the text through a pointer: `text` must be followed by at least `padding` zero bytes,
/// which end every token, so no token needs a bound check of its own.
struct JSONParser: ~Copyable {
  /// How deep arrays and objects may be nested.
  static let maximumDepth = 128
  /// Zero bytes that must follow the text.
  static let padding = 16

  /// Where and why a text is not JSON.
  struct Failure: Error {
    let offset: Int
    let expected: StaticString
  }

  private let text: UnsafePointer<UInt8>
  private let count: Int
  private var position = 0
  private var depth = 0
  /// The tape indices of the containers that are open.
  private var open = InlineArray<128, Int>(repeating: 0)
  private(set) var tape: JSONTape

  init(text: UnsafePointer<UInt8>, count: Int) {
    self.text = text
    self.count = count
    tape = JSONTape(textCount: count)
  }

  /// Ends the parse and gives its tape away.
  consuming func finish() -> JSONTape { tape }
}

// MARK: - Structure

extension JSONParser {
  private enum Next {
    case value, key, afterValue
  }

  /// Parses one value and the white space around it.
  mutating func parse() throws(Failure) {
    skipWhiteSpace()
    var next = try value()
    while depth > 0 {
      switch next {
      case .value: next = try value()
      case .key: next = try key()
      case .afterValue: next = try afterValue()
      }
    }
    skipWhiteSpace()
    if position < count { throw failure("the end of the text") }
  }

  @inline(__always)
  private mutating func value() throws(Failure) -> Next {
    switch text[position] {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"):
      try descend()
      if text[position] == UInt8(ascii: "}") { break }
      return .key
    case UInt8(ascii: "["):
      try descend()
      if text[position] == UInt8(ascii: "]") { break }
      return .value
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: throw failure("a value")
    }
    return .afterValue
  }

  @inline(__always)
  private mutating func key() throws(Failure) -> Next {
    guard text[position] == UInt8(ascii: "\"") else { throw failure("a member's name") }
    try string()
    skipWhiteSpace()
    guard text[position] == UInt8(ascii: ":") else { throw failure("\":\"") }
    position &+= 1
    skipWhiteSpace()
    return .value
  }

  @inline(__always)
  private mutating func afterValue() throws(Failure) -> Next {
    skipWhiteSpace()
    let container = open[depth &- 1]
    let isObject = text[Int(tape.entries[container].offset)] == UInt8(ascii: "{")
    switch text[position] {
    case UInt8(ascii: ","):
      position &+= 1
      skipWhiteSpace()
      return isObject ? .key : .value
    case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
      position &+= 1
      tape.close(container)
      depth &-= 1
      return .afterValue
    default:
      throw failure(isObject ? "\",\" or \"}\"" : "\",\" or \"]\"")
    }
  }

  @inline(__always)
  private mutating func descend() throws(Failure) {
    if depth == Self.maximumDepth {
      throw failure("at most 128 levels of nesting")
    }
    open[depth] = tape.count
    depth &+= 1
    tape.append(offset: position, extent: 0)
    position &+= 1
    skipWhiteSpace()
  }

  @inline(__always)
  private mutating func skipWhiteSpace() {
    while true {
      switch text[position] {
      case 0x20, 0x0a, 0x0d, 0x09: position &+= 1
      default: return
      }
    }
  }

  @inline(never)
  private func failure(_ expected: StaticString) -> Failure {
    Failure(offset: min(position, count), expected: expected)
  }
}

// MARK: - Numbers and literals

extension JSONParser {
  private mutating func number() throws(Failure) {
    let start = position
    if text[position] == UInt8(ascii: "-") { position += 1 }
    if text[position] == UInt8(ascii: "0") {
      position += 1
      if isDigit { throw failure("no digit after a leading zero") }
    } else {
      try digits()
    }
    if text[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if text[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
        position += 1
      }
      try digits()
    }
    tape.append(offset: start, extent: UInt32(position - start))
  }

  @inline(__always)
  private var isDigit: Bool { text[position] &- UInt8(ascii: "0") < 10 }

  private mutating func digits() throws(Failure) {
    guard isDigit else { throw failure("a digit") }
    while isDigit { position += 1 }
  }

  private mutating func literal(_ name: StaticString) throws(Failure) {
    for index in 0..<name.utf8CodeUnitCount
    where text[position + index] != name.utf8Start[index] {
      throw failure("a value")
    }
    tape.append(offset: position, extent: UInt32(name.utf8CodeUnitCount))
    position += name.utf8CodeUnitCount
  }
}

// MARK: - Strings

extension JSONParser {
  @inline(__always)
  private mutating func string() throws(Failure) {
    let start = position
    var cursor = text + (start &+ 1)
    while true {
      let stops = Self.stops(in: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
      if stops != 0 {
        cursor += stops.trailingZeroBitCount &>> 3
        break
      }
      cursor += 8
    }
    position = cursor - text
    var flag: UInt32 = 0
    if cursor.pointee != UInt8(ascii: "\"") {
      try restOfString()
      flag = JSONTapeEntry.needsDecoding
    }
    let length = UInt32(truncatingIfNeeded: position &- start &- 1)
    tape.append(offset: start, extent: length | flag)
    position &+= 1
  }

  /// Sets the top bit of each byte of `word` that is a quote, a backslash, a control character
  /// or not ASCII. Bits above the lowest one set may be wrong: a borrow can cross bytes upwards.
  @inline(__always)
  private static func stops(in word: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: word)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let found =
      ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((word &- ones &* 0x20) & ~word) | word
    return found & (ones &* 0x80)
  }

  /// Goes on at a byte that ends the plain part of a string, up to the closing quote.
  @inline(never)
  private mutating func restOfString() throws(Failure) {
    while true {
      switch text[position] {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20:
        throw failure(position < count ? "no control character in a string" : "a closing quote")
      case 0x20..<0x80: position += 1
      default: try multibyteScalar()
      }
    }
  }

  private mutating func escape() throws(Failure) {
    switch text[position + 1] {
    case UInt8(ascii: "u"):
      let unit = try hexUnit()
      if unit & 0xfc00 == 0xdc00 { throw failure("a high surrogate before a low one") }
      guard unit & 0xfc00 == 0xd800 else { return }
      guard text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u"),
        try hexUnit() & 0xfc00 == 0xdc00
      else { throw failure("a low surrogate after a high one") }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    default:
      throw failure("an escape sequence")
    }
  }

  /// Reads `\uXXXX`.
  private mutating func hexUnit() throws(Failure) -> UInt32 {
    var unit: UInt32 = 0
    for index in 2..<6 {
      guard let digit = Character(UnicodeScalar(text[position + index])).hexDigitValue,
        text[position + index] < 0x80
      else { throw failure("four hex digits after \\u") }
      unit = unit << 4 | UInt32(digit)
    }
    position += 6
    return unit
  }

  /// Reads a well-formed UTF-8 sequence of two to four bytes (Unicode, table 3-7).
  private mutating func multibyteScalar() throws(Failure) {
    let second = text[position + 1]
    let length: Int
    let range: ClosedRange<UInt8>
    switch text[position] {
    case 0xc2...0xdf: (length, range) = (2, 0x80...0xbf)
    case 0xe0: (length, range) = (3, 0xa0...0xbf)
    case 0xed: (length, range) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, range) = (3, 0x80...0xbf)
    case 0xf0: (length, range) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, range) = (4, 0x80...0xbf)
    case 0xf4: (length, range) = (4, 0x80...0x8f)
    default: throw failure("well-formed UTF-8")
    }
    guard range.contains(second) else { throw failure("well-formed UTF-8") }
    for index in 2..<max(length, 2) where text[position + index] & 0xc0 != 0x80 {
      throw failure("well-formed UTF-8")
    }
    position += length
  }
}
