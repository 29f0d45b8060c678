-- The office that answers for the personal data, as the notice to delegates names it.
ALTER TABLE conference ADD COLUMN controller text DEFAULT 'Sở Công Thương';
