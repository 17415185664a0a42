import BlockSets

/// Parses a text and reads something from its root.
func readJSON<Result>(
  _ text: String, file: String = "test.json",
  _ read: (JSONValue) throws(JSONError) -> Result
) throws(JSONError) -> Result {
  let document = try JSONDocument(parsing: Array(text.utf8), file: file)
  return try document.withRoot(read)
}

/// The error of parsing a text and reading something from its root.
func jsonError<Result>(
  of text: String, _ read: (JSONValue) throws(JSONError) -> Result
) -> JSONError? {
  do {
    _ = try readJSON(text, read)
    return nil
  } catch {
    return error
  }
}

/// The error of parsing bytes.
func jsonError(ofParsing bytes: [UInt8]) -> JSONError? {
  do {
    let document = try JSONDocument(parsing: bytes, file: "test.json")
    _ = consume document
    return nil
  } catch {
    return error
  }
}
