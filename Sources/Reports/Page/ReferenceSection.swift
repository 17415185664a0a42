import Records

/// Figures of elsewhere beside the run's own.
struct ReferenceSection {
  let table: ReferenceTable

  var markup: Markup {
    Markup(
      "section", ["id": "reference"], Markup("h2", [:], "Beside figures of elsewhere"),
      PageParts.paragraph("facts", .text(table.heading.joined(separator: " "))),
      table.rows.isEmpty
        ? PageParts.paragraph("note", "No block was recorded.")
        : PageParts.table(
          "", [.text("figure"), .number("here"), .number("median"), .number("reference")],
          table.rows.map { $0.map { .text($0) } }),
      PageParts.paragraph("note", .text(ReferenceTable.note + "; nothing is computed from them.")))
  }
}
