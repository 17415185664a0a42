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

    /// How many members are left.
    ///
    /// - Complexity: O(*n*): members are of different lengths on the tape.
    package var underestimatedCount: Int {
      var (rest, count) = (self, 0)
      while rest.next() != nil { count += 1 }
      return count
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
  func checkNamesAreUnique() throws(JSONError) {
    // Equal names have equal hashes, so distinct hashes settle it, as they do for most objects.
    var seen = InlineArray<16, UInt64>(repeating: 0)
    for member in members {
      let hash = Self.hash(member.name)
      let (word, bit) = (Int(hash >> 6), 1 as UInt64 &<< (hash & 63))
      if seen[word] & bit != 0 || member.name.entry.extent & JSONTapeEntry.needsDecoding != 0 {
        return try checkNamesWithSet()
      }
      seen[word] |= bit
    }
  }

  private func checkNamesWithSet() throws(JSONError) {
    // Code units, not characters: names that are only canonically equivalent are different.
    var seen: Set<[UInt8]> = []
    for member in members where !seen.insert(Array(try member.name.string().utf8)).inserted {
      throw member.name.error("expected every name once, found this one twice")
    }
  }

  /// Ten bits from a name's length and its first and last eight bytes.
  @inline(__always)
  private static func hash(_ name: JSONValue) -> UInt64 {
    let bytes = name.stringBytes
    guard let base = bytes.baseAddress else { return 0 }
    let start = UnsafeRawPointer(base)
    var key: UInt64
    if bytes.count < 8 {
      // The text's padding lets a load run past a name; what is not its own is shifted out.
      let shift = UInt64(64 &- 8 &* bytes.count)
      key = bytes.isEmpty ? 0 : start.loadUnaligned(as: UInt64.self).littleEndian << shift
    } else {
      let last = start.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
      key = start.loadUnaligned(as: UInt64.self) &+ last &* 3
    }
    key = (key &+ UInt64(bytes.count)) &* 0x9e37_79b9_7f4a_7c15
    return key &>> 54
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
