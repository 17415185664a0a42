/// What curves need of the field of their coordinates.
protocol Field: Equatable, Sendable, BitwiseCopyable {
  static var zero: Self { get }
  static var one: Self { get }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// The square.
  func squared() -> Self
  /// The multiplicative inverse; that of 0 is 0.
  func inverted() -> Self
  /// A square root, or nil where there is none.
  func squareRoot() -> Self?
  /// The parity that tells the two roots of a square apart (`sgn0`, RFC 9380 section 4.1).
  var isOdd: Bool { get }
}

extension Field {
  /// Whether the element is 0.
  var isZero: Bool { self == .zero }

  /// Twice the element.
  func doubled() -> Self { self + self }

  /// Three times the element.
  func tripled() -> Self { self + self + self }

  /// The element raised to a number, given by its words from the lowest.
  ///
  /// - Complexity: a squaring a bit, a multiplication every four bits.
  func power(_ exponent: [UInt64]) -> Self {
    var table = [Self.one, self]
    for index in 2..<16 { table.append(table[index - 1] * self) }
    var result = Self.one
    for word in exponent.reversed() {
      for shift in stride(from: 60, through: 0, by: -4) {
        result = result.squared().squared().squared().squared()
        let digit = Int(truncatingIfNeeded: word &>> UInt64(shift)) & 15
        if digit != 0 { result = result * table[digit] }
      }
    }
    return result
  }

  /// The value of a polynomial at this element; the coefficients begin with the constant.
  func evaluate(_ coefficients: [Self]) -> Self {
    coefficients.reversed().reduce(.zero) { $0 * self + $1 }
  }
}
