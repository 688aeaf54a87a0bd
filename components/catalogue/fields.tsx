"use client";

import { type ReactNode, useState } from "react";
import { typedFen } from "@/server/catalog/content-words.rules";
import { parseYuan } from "@/server/kernel/money";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { FieldError } from "../ui/field";
import { SelectField, TextField, TextareaField } from "../ui/text-field";
import { idAt, useEditor } from "./editor";

type Bound = { path: string; label: ReactNode; hint?: ReactNode; isRequired?: boolean; isLabelHidden?: boolean; maxLength?: number; isOpen?: boolean };
/** Staff for some provinces write what is theirs and read the rest; `isOpen` says that a field is theirs. */
const useBound = ({ path, label, hint, isRequired, isLabelHidden, maxLength, isOpen = false }: Bound) => {
  const editor = useEditor();
  return { editor, field: { id: idAt(path), label, hint, isRequired, isLabelHidden, error: editor.errorAt(path), disabled: editor.dutyProvinces !== null && !isOpen, ...(maxLength === undefined ? {} : { maxLength }) } };
};

export function TextAt(props: Bound & { inputMode?: "text" | "email" | "url" }) {
  const { editor, field } = useBound(props);
  return <TextField {...field} value={String(editor.at(props.path) ?? "")} onChange={(event) => editor.set(props.path, event.target.value)} />;
}

export function AreaAt({ rows = 3, ...props }: Bound & { rows?: number }) {
  const { editor, field } = useBound(props);
  return <TextareaField {...field} rows={rows} value={String(editor.at(props.path) ?? "")} onChange={(event) => editor.set(props.path, event.target.value)} />;
}

/** A list of short lines, one a line. */
export function LinesAt({ rows = 4, ...props }: Bound & { rows?: number }) {
  const { editor, field } = useBound(props);
  const lines = (editor.at(props.path) ?? []) as string[];
  const [typed, setTyped] = useState(lines.join("\n"));
  const linesOf = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const text = JSON.stringify(linesOf(typed)) === JSON.stringify(lines) ? typed : lines.join("\n");
  return <TextareaField {...field} error={editor.errorAt(props.path, true)} rows={rows} value={text} onChange={(event) => { setTyped(event.target.value); editor.set(props.path, linesOf(event.target.value)); }} />;
}

/** A whole number as a person types it; what is none is kept and said. */
export function NumberAt({ emptyIs, ...props }: Bound & { emptyIs?: null }) {
  const { editor, field } = useBound(props);
  const value = editor.at(props.path) as number | null;
  const textOf = (one: number | null) => (one === null || Number.isNaN(one) ? "" : String(one));
  const [typed, setTyped] = useState({ value, text: textOf(value) });
  const change = (text: string) => {
    const plain = text.normalize("NFKC").trim();
    const next = plain === "" && emptyIs === null ? null : /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
    setTyped({ value: next, text });
    editor.set(props.path, next);
  };
  return <TextField {...field} inputMode="numeric" value={Object.is(typed.value, value) ? typed.text : textOf(value)} onChange={(event) => change(event.target.value)} />;
}

/** A sum in yuan, kept as fen; what is no sum is kept as it was typed, behind a mark that no sum has. */
export function MoneyAt(props: Bound) {
  const { editor, field } = useBound(props);
  const value = String(editor.at(props.path) ?? "?");
  const [typed, setTyped] = useState({ value, text: typedFen(value) });
  const change = (text: string) => {
    const fen = parseYuan(text.normalize("NFKC"));
    const next = fen === null ? `?${text}` : fen.toString();
    setTyped({ value: next, text });
    editor.set(props.path, next);
  };
  return <TextField {...field} inputMode="decimal" value={typed.value === value ? typed.text : typedFen(value)} onChange={(event) => change(event.target.value)} />;
}

type Options = readonly { value: string; label: string }[];
export function SelectAt({ options, none, isNumber = false, ...props }: Bound & { options: Options; none?: string; isNumber?: boolean }) {
  const { editor, field } = useBound(props);
  const value = editor.at(props.path);
  return (
    <SelectField {...field} value={value === null || value === undefined ? "" : String(value)} onChange={(event) => editor.set(props.path, event.target.value === "" ? null : isNumber ? Number(event.target.value) : event.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </SelectField>
  );
}

export function DayAt(props: Bound) {
  const { editor, field } = useBound(props);
  return <TextField {...field} type="date" value={String(editor.at(props.path) ?? "")} onChange={(event) => editor.set(props.path, event.target.value || null)} />;
}

export function CheckAt({ path, label, hint }: { path: string; label: ReactNode; hint?: ReactNode }) {
  const editor = useEditor();
  return <Checkbox id={idAt(path)} label={label} hint={hint} disabled={editor.dutyProvinces !== null} checked={editor.at(path) === true} onChange={(event) => editor.set(path, event.target.checked)} error={editor.errorAt(path)} />;
}

/** Some of a few, in the order of the few. */
export function ChoicesAt({ path, legend, options, isChoosable = () => true, isOpen = false }: { path: string; legend: ReactNode; options: Options; isChoosable?: (value: string) => boolean; isOpen?: boolean }) {
  const editor = useEditor();
  const chosen = (editor.at(path) ?? []) as string[];
  const error = editor.errorAt(path);
  const isLocked = editor.dutyProvinces !== null && !isOpen;
  return (
    <fieldset id={idAt(path)} tabIndex={-1} className="min-w-0" aria-describedby={error ? `${idAt(path)}-error` : undefined}>
      <legend className="mb-1 text-[0.9375em] font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(({ value, label }) => <Checkbox key={value} label={label} disabled={isLocked || !isChoosable(value)} checked={chosen.includes(value)} onChange={(event) => editor.set(path, options.map((one) => one.value).filter((one) => (one === value ? event.target.checked : chosen.includes(one))))} />)}
      </div>
      {error && <div className="mt-1"><FieldError id={`${idAt(path)}-error`}>{error}</FieldError></div>}
    </fieldset>
  );
}

type RowsProps = { path: string; label: string; most: number; fields: readonly { name: string; label: string; maxLength: number; isLong?: boolean }[] };
/** Rows of a few texts each: added, taken out, and put one place up. */
export function RowsAt({ path, label, most, fields }: RowsProps) {
  const editor = useEditor();
  const rows = (editor.at(path) ?? []) as Record<string, string>[];
  const isLocked = editor.dutyProvinces !== null;
  const error = editor.errorAt(path);
  const swap = (index: number) => rows.map((row, place) => (place === index - 1 ? rows[index]! : place === index ? rows[index - 1]! : row));
  return (
    <section aria-label={label} id={idAt(path)} tabIndex={-1} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">{label}</h3>
      {error && <FieldError id={`${idAt(path)}-error`}>{error}</FieldError>}
      <ol className="flex flex-col gap-2">
        {rows.map((_, index) => (
          <li key={index} className="grid items-start gap-2 rounded-md bg-sunken p-2.5 lg:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto]">
            {fields.map((one) => one.isLong
              ? <AreaAt key={one.name} path={`${path}.${index}.${one.name}`} label={`${label} ${index + 1} ${one.label}`} rows={2} maxLength={one.maxLength} />
              : <TextAt key={one.name} path={`${path}.${index}.${one.name}`} label={`${label} ${index + 1} ${one.label}`} maxLength={one.maxLength} />)}
            <div className="flex gap-1.5 lg:pt-7">
              <Button size="sm" variant="ghost" disabled={isLocked || index === 0} aria-label={`${label} ${index + 1} 上移`} onClick={() => editor.set(path, swap(index))}>上移</Button>
              <Button size="sm" variant="ghost" disabled={isLocked} aria-label={`删除${label} ${index + 1}`} onClick={() => editor.set(path, rows.filter((__, place) => place !== index))}>删除</Button>
            </div>
          </li>
        ))}
      </ol>
      {rows.length < most && !isLocked && <div><Button size="sm" variant="secondary" onClick={() => editor.set(path, [...rows, Object.fromEntries(fields.map(({ name }) => [name, ""]))])}>加{label}</Button></div>}
    </section>
  );
}
