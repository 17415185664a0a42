/// A view of an object whose names are known to be unique.
package struct JSONObject {
  /// The object as a value, to make errors from.
  package let value: JSONValue

  /// One name and its value.
  package struct Member {
    /// The name, a string.
    package let name: JSONValue
    /// The value under that name.
    package let value: JSONValue
  }

  /// The members in the order of the text.
  package var members: Members { Members(value) }

  /// The value under a name, if there is one (`null` included).
  ///
  /// - Complexity: O(*k*) in the object's members: no table is built.
  package subscript(_ name: StaticString) -> JSONValue? {
    let length = name.utf8CodeUnitCount
    for member in members {
      let candidate = member.name.stringBytes
      if candidate.count == length, let base = candidate.baseAddress,
        member.name.entry.extent & JSONTapeEntry.needsDecoding == 0,
        Self.areEqual(base, name.utf8Start, count: length)
      {
        return member.value
      }
    }
    return nil
  }

  /// The value under a name; an error if there is none.
  package func required(_ name: StaticString) throws(JSONError) -> JSONValue {
    guard let value = self[name] else {
      throw value.error("expected a member \"\(name)\" in this object")
    }
    return value
  }

  /// The value under a name, or nil if there is none or it is `null`.
  package func optional(_ name: StaticString) -> JSONValue? {
    guard let value = self[name], !value.isNull else { return nil }
    return value
  }
}

extension JSONObject {
  /// Iterates an object's members.
  package struct Members: Sequence, IteratorProtocol {
    private let context: UnsafePointer<JSONContext>
    private var index: Int
    private let end: Int

    @inline(__always)
    init(_ object: JSONValue) {
      context = object.context
      index = object.index + 1
      end = Int(object.entry.extent)
    }

    @inline(__always)
    package mutating func next() -> Member? {
      guard index < end else { return nil }
      let name = JSONValue(context: context, index: index)
      let value = JSONValue(context: context, index: index &+ 1)
      index = value.nextIndex
      return Member(name: name, value: value)
    }
  }
}

extension JSONObject {
  /// A small object's names are compared in pairs: no hashing, no allocation.
  private static let pairwiseLimit = 24

  func checkNamesAreUnique() throws(JSONError) {
    var count = 0
    var needDecoding = false
    for member in members {
      count += 1
      needDecoding = needDecoding || member.name.entry.extent & JSONTapeEntry.needsDecoding != 0
    }
    if count <= Self.pairwiseLimit, !needDecoding {
      try checkPairwise()
    } else {
      try checkWithSet()
    }
  }

  private func checkPairwise() throws(JSONError) {
    for member in members {
      let name = member.name.stringBytes
      guard let base = name.baseAddress else { continue }
      for earlier in members {
        if earlier.name.index == member.name.index { break }
        let other = earlier.name.stringBytes
        if other.count == name.count, let otherBase = other.baseAddress,
          Self.areEqual(base, otherBase, count: name.count)
        {
          throw member.name.error("expected every name once, found this one twice")
        }
      }
    }
  }

  private func checkWithSet() throws(JSONError) {
    // Code units, not characters: names that are only canonically equivalent are different.
    var seen: Set<[UInt8]> = []
    for member in members where !seen.insert(Array(try member.name.string().utf8)).inserted {
      throw member.name.error("expected every name once, found this one twice")
    }
  }

  @inline(__always)
  private static func areEqual(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    var index = 0
    while index < count {
      if first[index] != second[index] { return false }
      index &+= 1
    }
    return true
  }
}
