/// A view of an array's elements.
package struct JSONArray: Sequence {
  let value: JSONValue

  /// How many elements there are.
  ///
  /// - Complexity: O(*n*): elements are of different lengths on the tape.
  package var count: Int {
    var count = 0
    for _ in self { count += 1 }
    return count
  }

  /// Starts before the first element.
  package func makeIterator() -> Iterator {
    Iterator(value)
  }

  /// Iterates an array's elements.
  package struct Iterator: IteratorProtocol {
    private let context: UnsafePointer<JSONContext>
    private var index: Int
    private let end: Int

    @inline(__always)
    init(_ array: JSONValue) {
      context = array.context
      index = array.index + 1
      end = Int(array.entry.extent)
    }

    @inline(__always)
    package mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      let value = JSONValue(context: context, index: index)
      index = value.nextIndex
      return value
    }
  }

  /// Applies `body` to each element.
  package func map<Element>(
    _ body: (JSONValue) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for value in self { elements.append(try body(value)) }
    return elements
  }
}
