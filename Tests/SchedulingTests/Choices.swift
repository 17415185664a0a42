/// Random choices in terms of odds.
extension RandomNumberGenerator {
  /// True once in so many times.
  mutating func oneIn(_ count: UInt64) -> Bool { next(upperBound: count) == 0 }

  /// Each element with a probability of one in `count`.
  mutating func some<Element>(of elements: [Element], oneIn count: UInt64) -> [Element] {
    elements.filter { _ in oneIn(count) }
  }

  /// One element of a list that is not empty.
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[Int(next(upperBound: UInt64(elements.count)))]
  }
}
