/// A view of one value of a `JSONDocument`, valid inside `JSONDocument.withRoot` only.
package struct JSONValue {
  let context: UnsafePointer<JSONContext>
  let index: Int

  /// The six kinds of RFC 8259 values.
  package enum Kind: Sendable {
    case object, array, string, number, boolean, null
  }

  /// What the value is.
  package var kind: Kind {
    switch firstByte {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  /// Whether the value is `null`.
  package var isNull: Bool { firstByte == UInt8(ascii: "n") }

  /// The value's members; an error if it is no object or names a member twice.
  package func object() throws(JSONError) -> JSONObject {
    guard firstByte == UInt8(ascii: "{") else { throw unexpected("an object") }
    let object = JSONObject(value: self)
    try object.checkNamesAreUnique()
    return object
  }

  /// The members of an object that becomes a dictionary: names may repeat here, and whoever
  /// builds the dictionary finds that out by the decoded names.
  package func dictionaryMembers() throws(JSONError) -> JSONObject.Members {
    guard firstByte == UInt8(ascii: "{") else { throw unexpected("an object") }
    return JSONObject.Members(self)
  }

  /// The value's elements; an error if it is no array.
  package func array() throws(JSONError) -> JSONArray {
    guard firstByte == UInt8(ascii: "[") else { throw unexpected("an array") }
    return JSONArray(value: self)
  }

  /// The value as a Boolean.
  package func bool() throws(JSONError) -> Bool {
    switch firstByte {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default: throw unexpected("true or false")
    }
  }

  /// The value as a non-negative whole number written in decimal, without fraction or exponent.
  package func integer() throws(JSONError) -> Int {
    guard let number = decimal(), let small = Int(exactly: number) else {
      throw unexpected("a whole number from 0 to \(Int.max)")
    }
    return small
  }

  /// The value as a floating-point number.
  package func double() throws(JSONError) -> Double {
    let bytes = UnsafeBufferPointer(
      start: context.pointee.text + Int(entry.offset), count: Int(entry.extent))
    guard kind == .number, let number = Double(String(decoding: bytes, as: UTF8.self)) else {
      throw unexpected("a number")
    }
    return number
  }

  /// The value as a string, escapes decoded.
  package func string() throws(JSONError) -> String {
    guard firstByte == UInt8(ascii: "\"") else { throw unexpected("a string") }
    let bytes = stringBytes
    guard entry.extent & JSONTapeEntry.needsDecoding != 0 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return JSONString.decode(bytes)
  }

  /// Whether the value is this string, written without escapes.
  package func isString(_ text: StaticString) -> Bool {
    hasStringPrefix(text) && stringBytes.count == text.utf8CodeUnitCount
  }

  /// Whether the value is a string, written without escapes, that starts so.
  package func hasStringPrefix(_ prefix: StaticString) -> Bool {
    guard firstByte == UInt8(ascii: "\""), entry.extent & JSONTapeEntry.needsDecoding == 0 else {
      return false
    }
    let expected = UnsafeBufferPointer(
      start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    return stringBytes.starts(with: expected)
  }

  /// An error that says this value is not what was expected.
  package func unexpected(_ expected: String) -> JSONError {
    error("expected \(expected), found \(excerpt)")
  }

  /// An error at this value.
  package func error(_ message: String) -> JSONError {
    context.pointee.error(
      at: Int(entry.offset), path: context.pointee.path(to: index), message: message)
  }
}

extension JSONValue {
  @inline(__always)
  var entry: JSONTapeEntry { context.pointee.tape[index] }

  @inline(__always)
  var firstByte: UInt8 { context.pointee.text[Int(entry.offset)] }

  /// The bytes between the quotes of a string, as they stand in the text.
  @inline(__always)
  var stringBytes: UnsafeBufferPointer<UInt8> {
    let entry = entry
    return UnsafeBufferPointer(
      start: context.pointee.text + Int(entry.offset) + 1,
      count: Int(entry.extent & ~JSONTapeEntry.needsDecoding))
  }

  /// The index of the value that follows.
  @inline(__always)
  var nextIndex: Int {
    let entry = entry
    let first = context.pointee.text[Int(entry.offset)]
    // "[" and "{" are the only first bytes that agree in these bits: 0x5b, 0x7b.
    return first | 0x20 == UInt8(ascii: "{") ? Int(entry.extent) : index &+ 1
  }

  /// The value of a number token that has digits only.
  func decimal() -> UInt64? {
    guard kind == .number else { return nil }
    let digits = UnsafeBufferPointer(
      start: context.pointee.text + Int(entry.offset), count: Int(entry.extent))
    return Self.decimal(digits)
  }

  /// The value of decimal digits, nil on any other byte and on overflow.
  static func decimal(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard !digits.isEmpty else { return nil }
    var number: UInt64 = 0
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (product, productOverflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = product.addingReportingOverflow(UInt64(digit))
      if productOverflow || sumOverflow { return nil }
      number = sum
    }
    return number
  }

  private var excerpt: String {
    let context = context.pointee
    switch kind {
    case .object: return "an object"
    case .array: return "an array"
    case .string:
      return "\"\(context.excerpt(from: Int(entry.offset) + 1, count: stringBytes.count))\""
    case .number, .boolean, .null:
      return context.excerpt(from: Int(entry.offset), count: Int(entry.extent))
    }
  }
}
