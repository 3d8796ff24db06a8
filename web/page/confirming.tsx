/** What ends a page that shows beforehand what an act would do: it is done, or its answers are changed. */
export function ConfirmOrModify({ isPossible = true }: { isPossible?: boolean }) {
  return (
    <div className="dg-buttons">
      {isPossible && (
        <button className="fr-btn" type="submit" name="etape" value="confirmer">
          Confirmer
        </button>
      )}
      <button className="fr-btn fr-btn--secondary" type="submit" name="etape" value="modifier">
        Modifier
      </button>
    </div>
  );
}
