extension JSONValue {
  /// The value as JSON without insignificant space: strings and numbers as they stand in the text.
  package var compactText: [UInt8] {
    var text: [UInt8] = []
    appendText(to: &text)
    return text
  }

  private func appendText(to text: inout [UInt8]) {
    switch kind {
    case .object:
      appendList(JSONObject.Members(self), between: ("{", "}"), to: &text) { member, text in
        member.name.appendText(to: &text)
        text.append(UInt8(ascii: ":"))
        member.value.appendText(to: &text)
      }
    case .array:
      appendList(JSONArray(value: self), between: ("[", "]"), to: &text) { element, text in
        element.appendText(to: &text)
      }
    case .string:
      text.append(UInt8(ascii: "\""))
      text.append(contentsOf: stringBytes)
      text.append(UInt8(ascii: "\""))
    case .number, .boolean, .null:
      text.append(
        contentsOf: UnsafeBufferPointer(
          start: context.pointee.text + Int(entry.offset), count: Int(entry.extent)))
    }
  }

  private func appendList<Elements: Sequence>(
    _ elements: Elements, between ends: (Unicode.Scalar, Unicode.Scalar), to text: inout [UInt8],
    _ append: (Elements.Element, inout [UInt8]) -> Void
  ) {
    text.append(UInt8(ascii: ends.0))
    var isFirst = true
    for element in elements {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      append(element, &text)
    }
    text.append(UInt8(ascii: ends.1))
  }
}
