/// The order of file names in which `1-930196` stands before `1-10760440`.
enum NaturalOrder {
  /// Whether `first` stands before `second`: runs of digits compare as numbers, all else as bytes.
  static func precedes(_ first: String, _ second: String) -> Bool {
    var (rest, other) = (Array(first.utf8)[...], Array(second.utf8)[...])
    while let byte = rest.first, let otherByte = other.first {
      if isDigit(byte), isDigit(otherByte) {
        let (number, otherNumber) = (takeNumber(&rest), takeNumber(&other))
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
      } else {
        if byte != otherByte { return byte < otherByte }
        rest.removeFirst()
        other.removeFirst()
      }
    }
    if rest.isEmpty != other.isEmpty { return rest.isEmpty }
    // Names that differ in leading zeros only still need one order.
    return first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Removes a run of digits; returns it without leading zeros.
  private static func takeNumber(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }
}
