/// Values that stand in for ones that could not be decoded, so that the rest of a type is read too.
///
/// None of them leaves the decoder: a value with a problem is thrown away when all are known.
enum DecodingPlaceholder {
  /// A value of a type, for the types that options are commonly made of.
  static func make<Value>(_ type: Value.Type) -> Value? {
    switch type {
    case is Bool.Type: return false as? Value
    case let number as any Numeric.Type: return number.init(exactly: 0) as? Value
    case let collection as any RangeReplaceableCollection.Type: return collection.init() as? Value
    case let enumeration as any CaseIterable.Type: return enumeration.firstCase as? Value
    default: return nil
    }
  }
}

extension CaseIterable {
  fileprivate static var firstCase: Self? { allCases.first }
}
